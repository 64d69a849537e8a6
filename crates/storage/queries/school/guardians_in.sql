SELECT g.guardian_id AS "id!", p.family, p.given, p.middle, c.id AS "child!",
    c.family AS child_family, c.given AS child_given, c.middle AS child_middle,
    EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND l.ended_at IS NULL) AS "linked!: i64"
FROM enrolment e
JOIN person c ON c.id = e.person_id
JOIN guardianship g ON g.child_id = c.id
JOIN person p ON p.id = g.guardian_id
WHERE e.class_id = $1 AND e.role = 'pupil' AND e.ended_by_hand IS NULL AND g.ended_by_hand IS NULL
    AND c.active = 1 AND p.active = 1
    AND (e.begins IS NULL OR e.begins <= $2) AND (e.ends IS NULL OR e.ends >= $2)
ORDER BY p.family, p.given, p.middle, p.id, c.id
