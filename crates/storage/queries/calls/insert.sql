INSERT INTO call (
    chat_id, lesson_id, starter_id, starter_name, microphone, camera, screen, started_at
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT DO NOTHING
RETURNING id AS "id!"
