INSERT INTO dialogue (chat_id, one_id, other_id) VALUES ($1, min($2, $3), max($2, $3))
