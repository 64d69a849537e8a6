SELECT failures, blocked_until, seen_at FROM throttle WHERE key = $1
