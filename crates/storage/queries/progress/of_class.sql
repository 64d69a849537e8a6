WITH enrolled AS (
    SELECT e.person_id, e.role, e.foremost FROM enrolment e
    WHERE e.class_id = $1 AND e.ended_by_hand IS NULL AND (e.begins IS NULL OR e.begins <= $2) AND (e.ends IS NULL OR e.ends >= $2)
), belongs AS (
    SELECT person_id, 'pupil' AS part, '' AS child FROM enrolled WHERE role = 'pupil'
    UNION
    SELECT g.guardian_id, 'guardian', c.family || ' ' || c.given
    FROM enrolled n JOIN guardianship g ON g.child_id = n.person_id AND g.ended_by_hand IS NULL
    JOIN person c ON c.id = n.person_id AND c.active = 1
    WHERE n.role = 'pupil'
    UNION
    SELECT n.person_id, 'teacher', '' FROM enrolled n
    WHERE n.role = 'teacher' AND (n.foremost = 1 OR NOT EXISTS (
        SELECT 1 FROM enrolled o WHERE o.role = 'teacher' AND o.foremost = 1
    ))
)
SELECT p.id AS "id!: i64", p.family AS "family!: String", p.given AS "given!: String",
    p.middle AS "middle!: String", b.part AS "part!: String",
    GROUP_CONCAT(b.child, ', ') AS "children!: String",
    MAX(a.last_in_at) AS "signed_in_at?: i64", MAX(l.id IS NOT NULL) AS "linked!: i64"
FROM belongs b
JOIN person p ON p.id = b.person_id AND p.active = 1
LEFT JOIN account a ON a.person_id = p.id
LEFT JOIN link l ON l.person_id = p.id AND l.ended_at IS NULL
GROUP BY p.id, p.family, p.given, p.middle, b.part
ORDER BY p.family, p.given, p.middle, p.id
