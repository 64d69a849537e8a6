SELECT m.person_id, m.role, m.reasons, m.since, p.family, p.given, p.middle
FROM membership m JOIN person p ON p.id = m.person_id
WHERE m.chat_id = $1 ORDER BY p.family, p.given, p.middle, p.id
