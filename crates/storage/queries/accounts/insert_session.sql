INSERT INTO session (token_hash, account_id, org_id, created_at, seen_at, expires_at, remember, agent, address)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id AS "id!"
