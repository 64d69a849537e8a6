SELECT c.id AS "id!", c.org_id, c.kind, c.class_id, c.group_id, c.name, c.last_seq, m.role,
    coalesce(r.seq, 0) AS "read_seq!: i64",
    (SELECT count(*) FROM membership o WHERE o.chat_id = c.id) AS "members!: i64",
    coalesce(s.name, '') AS "subject!: String",
    coalesce(k.name, '') AS "class_name!: String",
    w.id AS "with_id?", w.family AS "with_family?", w.given AS "with_given?",
    w.middle AS "with_middle?", h.role AS "with_role?",
    v.starter_id AS "missed_by?", v.started_at AS "missed_at?", v.outcome AS "missed?",
    n.author_id AS "author_id?", n.author_name AS "author_name?", n.author_role AS "author_role?",
    n.key AS "key?", n.text AS "text?", n.at AS "at?"
FROM membership m
JOIN chat c ON c.id = m.chat_id
LEFT JOIN read_cursor r ON r.chat_id = c.id AND r.person_id = m.person_id
LEFT JOIN message n ON n.chat_id = c.id AND n.seq = c.last_seq
LEFT JOIN class g ON g.id = c.group_id
LEFT JOIN subject s ON s.id = g.subject_id
LEFT JOIN class k ON k.id = c.class_id
LEFT JOIN dialogue d ON d.chat_id = c.id
LEFT JOIN person w
    ON w.id = CASE WHEN d.one_id = m.person_id THEN d.other_id ELSE d.one_id END
-- A call of a dialogue that came to nothing, while nobody has written since.
LEFT JOIN call v
    ON v.id = (SELECT max(id) FROM call WHERE chat_id = d.chat_id)
    AND v.outcome IS NOT NULL AND v.ended_at > coalesce(n.at, 0)
LEFT JOIN membership h ON h.chat_id = c.id AND h.person_id = w.id
WHERE m.person_id = $1
ORDER BY coalesce(v.ended_at, n.at, c.created_at) DESC, c.id
