INSERT INTO message (chat_id, seq, author_id, author_name, author_role, key, text, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
