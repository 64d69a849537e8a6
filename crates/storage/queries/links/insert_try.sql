INSERT INTO link_try (state_hash, session_id, account_id, stage, secret, detail, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
