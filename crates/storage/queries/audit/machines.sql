SELECT DISTINCT actor_name FROM audit WHERE org_id = $1 AND actor_id IS NULL
