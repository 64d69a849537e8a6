SELECT c.last_seq AS "last_seq?: i64", s.role AS "role?: String",
    m.chat_id AS "chat_id?: i64", m.seq AS "seq?: i64", m.author_name AS "author_name?: String",
    m.author_role AS "author_role?: String", m.text AS "text?: String", m.at AS "sent_at?: i64"
FROM json_each($1) n
LEFT JOIN message m ON m.author_id = n.value ->> 'author' AND m.key = n.value ->> 'key'
LEFT JOIN membership s ON s.chat_id = n.value ->> 'chat' AND s.person_id = n.value ->> 'author'
LEFT JOIN chat c ON c.id = s.chat_id
ORDER BY n.key
