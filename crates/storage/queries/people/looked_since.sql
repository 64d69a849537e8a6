SELECT number FROM audit
WHERE org_id = $1 AND subject_id = $3 AND actor_id = $2 AND action = 'person_seen' AND at > $4
LIMIT 1
