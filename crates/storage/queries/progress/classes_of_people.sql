SELECT CAST(s.value AS INTEGER) AS "person!: i64", c.id AS "id!: i64", c.name AS "name!: String"
FROM json_each($1) s
JOIN enrolment e ON e.person_id = s.value AND e.role = 'pupil' AND e.ended_by_hand IS NULL
JOIN class c ON c.id = e.class_id AND c.kind = 'class' AND c.active = 1
WHERE (e.begins IS NULL OR e.begins <= $2) AND (e.ends IS NULL OR e.ends >= $2)
UNION
SELECT CAST(s.value AS INTEGER), c.id, c.name
FROM json_each($1) s
JOIN guardianship g ON g.guardian_id = s.value AND g.ended_by_hand IS NULL
JOIN enrolment e ON e.person_id = g.child_id AND e.role = 'pupil' AND e.ended_by_hand IS NULL
JOIN class c ON c.id = e.class_id AND c.kind = 'class' AND c.active = 1
WHERE (e.begins IS NULL OR e.begins <= $2) AND (e.ends IS NULL OR e.ends >= $2)
