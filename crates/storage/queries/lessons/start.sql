UPDATE remote_lesson SET state = 'running', started_at = $3, teacher_id = $2
WHERE id = $1 AND state = 'published'
