SELECT number, at, actor_id, actor_name, action, subject_id, subject_name, detail, address, hash
FROM audit WHERE org_id = $1 AND number > $2 ORDER BY number LIMIT $3
