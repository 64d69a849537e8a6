SELECT id AS "id!", chat_id, lesson_id, starter_id, starter_name, microphone, camera, screen,
    started_at, ended_at, answered_at, outcome
FROM call WHERE chat_id = $1 AND ended_at IS NULL
ORDER BY lesson_id IS NULL, id LIMIT 1
