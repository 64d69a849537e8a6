SELECT m.chat_id FROM membership m JOIN chat c ON c.id = m.chat_id
WHERE m.person_id = $1 AND c.kind <> 'dialogue' LIMIT 1
