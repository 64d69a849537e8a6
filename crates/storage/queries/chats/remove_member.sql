DELETE FROM membership WHERE chat_id = $1 AND person_id = $2
