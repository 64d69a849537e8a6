SELECT id AS "id!", account_id, org_id, created_at, seen_at, expires_at, remember, agent, address
FROM session WHERE account_id = $1 AND ended_at IS NULL ORDER BY seen_at DESC, id DESC
