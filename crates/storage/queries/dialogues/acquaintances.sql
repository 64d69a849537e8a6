-- Members of the same chats; of somebody alone when it is said of whom.
SELECT o.person_id, p.family, p.given, p.middle, m.role AS mine, o.role AS theirs,
    c.org_id, c.name AS chat_name
FROM membership m
JOIN chat c ON c.id = m.chat_id AND c.kind <> 'dialogue'
JOIN membership o ON o.chat_id = m.chat_id AND o.person_id <> m.person_id
JOIN person p ON p.id = o.person_id
WHERE m.person_id = $1 AND ($2 IS NULL OR o.person_id = $2)
ORDER BY p.family, p.given, p.middle, p.id, c.id
