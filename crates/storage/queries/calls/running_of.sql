SELECT c.id AS "id!", c.chat_id, c.lesson_id, c.starter_id, c.starter_name, c.microphone, c.camera,
    c.screen, c.started_at, c.ended_at, c.answered_at, c.outcome
FROM membership m JOIN call c ON c.chat_id = m.chat_id
WHERE m.person_id = $1 AND c.ended_at IS NULL
ORDER BY c.lesson_id IS NOT NULL, c.id
