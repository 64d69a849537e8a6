SELECT c.id AS "id!", c.org_id, c.kind, c.name, c.label, c.room, c.class_id AS "class_id?",
    k.name AS "class_name?", s.name AS "subject?"
FROM enrolment e
JOIN class c ON c.id = e.class_id
LEFT JOIN class k ON k.id = c.class_id
LEFT JOIN subject s ON s.id = c.subject_id
WHERE e.person_id = $1 AND e.role = $2 AND e.ended_by_hand IS NULL AND c.active = 1
    AND (e.begins IS NULL OR e.begins <= $3) AND (e.ends IS NULL OR e.ends >= $3)
ORDER BY c.id
