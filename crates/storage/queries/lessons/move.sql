UPDATE remote_lesson SET
    state = $3,
    published_at = CASE WHEN $3 = 'published' THEN $4 ELSE published_at END,
    ended_at = CASE WHEN $3 IN ('finished', 'cancelled') THEN $4 ELSE ended_at END
WHERE id = $1 AND state = $2
