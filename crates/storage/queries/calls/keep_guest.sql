INSERT INTO call_person (call_id, person_id, microphone, camera, screen, removed)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (call_id, person_id) DO UPDATE SET
    microphone = $3, camera = $4, screen = $5, removed = $6
