SELECT number, hash FROM audit WHERE org_id = $1 ORDER BY number DESC LIMIT 1
