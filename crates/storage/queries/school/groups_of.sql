SELECT c.id AS "id!", c.org_id, c.kind, c.name, c.label, c.room, c.class_id AS "class_id?",
    k.name AS "class_name?", s.name AS "subject?"
FROM class c
LEFT JOIN class k ON k.id = c.class_id
LEFT JOIN subject s ON s.id = c.subject_id
WHERE c.class_id = $1 AND c.active = 1
ORDER BY c.id
