INSERT INTO throttle (key, failures, blocked_until, seen_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (key) DO UPDATE SET failures = excluded.failures,
    blocked_until = excluded.blocked_until, seen_at = excluded.seen_at
