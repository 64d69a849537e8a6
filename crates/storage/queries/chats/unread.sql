SELECT coalesce(sum(c.last_seq - coalesce(r.seq, 0)), 0) AS "unread!: i64"
FROM membership m
JOIN chat c ON c.id = m.chat_id
LEFT JOIN read_cursor r ON r.chat_id = c.id AND r.person_id = m.person_id
WHERE m.person_id = $1
