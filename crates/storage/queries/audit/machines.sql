-- Few entries have no person: without the index every entry would be read.
SELECT DISTINCT actor_name FROM audit INDEXED BY audit_actor
WHERE org_id = $1 AND actor_id IS NULL
