SELECT c.id AS "id!", c.external_id, o.external_id AS org, t.external_id AS "year?", c.name, c.grade,
    c.room, c.label, k.external_id AS "class?", s.external_id AS "subject?"
FROM class c
JOIN org o ON o.id = c.org_id
LEFT JOIN term t ON t.id = c.year_id
LEFT JOIN class k ON k.id = c.class_id
LEFT JOIN subject s ON s.id = c.subject_id
WHERE c.source_id = $1 AND c.active = 1
