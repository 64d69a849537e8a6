SELECT person_id, microphone, camera, screen, removed
FROM call_person WHERE call_id = $1 ORDER BY person_id
