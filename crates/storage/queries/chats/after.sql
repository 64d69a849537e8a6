SELECT seq, author_id, author_name, author_role, key, text, at FROM message
WHERE chat_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
