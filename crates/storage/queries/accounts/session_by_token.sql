SELECT id AS "id!", account_id, org_id, created_at, seen_at, expires_at, remember, agent, address
FROM session WHERE (token_hash = $1 OR (earlier_hash = $1 AND renewed_at > $2)) AND ended_at IS NULL
