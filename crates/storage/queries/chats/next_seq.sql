UPDATE chat SET last_seq = last_seq + 1
WHERE id = $1 AND EXISTS (SELECT 1 FROM membership WHERE chat_id = $1 AND person_id = $2)
RETURNING last_seq
