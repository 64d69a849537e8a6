INSERT INTO account_code (account_id, purpose, hash, made_at, expires_at, made_by, sent_to)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (account_id, purpose) DO UPDATE SET hash = excluded.hash, made_at = excluded.made_at,
    expires_at = excluded.expires_at, used_at = NULL, made_by = excluded.made_by,
    sent_to = excluded.sent_to
