WITH enrolled AS (
    SELECT c.id AS class_id, c.name AS class_name, e.person_id, e.role, e.foremost
    FROM class c JOIN enrolment e ON e.class_id = c.id
    WHERE c.org_id = $1 AND c.kind = 'class' AND c.active = 1 AND e.ended_by_hand IS NULL
        AND (e.begins IS NULL OR e.begins <= $2) AND (e.ends IS NULL OR e.ends >= $2)
), belongs AS (
    SELECT class_id, class_name, person_id, 'pupil' AS part FROM enrolled WHERE role = 'pupil'
    UNION
    SELECT n.class_id, n.class_name, g.guardian_id, 'guardian'
    FROM enrolled n JOIN guardianship g ON g.child_id = n.person_id AND g.ended_by_hand IS NULL
    JOIN person c ON c.id = n.person_id AND c.active = 1
    WHERE n.role = 'pupil'
    UNION
    SELECT n.class_id, n.class_name, n.person_id, 'teacher'
    FROM enrolled n
    WHERE n.role = 'teacher' AND (n.foremost = 1 OR NOT EXISTS (
        SELECT 1 FROM enrolled o
        WHERE o.class_id = n.class_id AND o.role = 'teacher' AND o.foremost = 1
    ))
), staff AS (
    SELECT r.person_id, 'teacher' AS part FROM role r
    WHERE r.org_id = $1 AND r.role = 'teacher' AND (r.begins IS NULL OR r.begins <= $2) AND (r.ends IS NULL OR r.ends >= $2)
), counted AS (
    SELECT b.class_id, b.class_name, b.part, b.person_id FROM belongs b
    UNION ALL
    SELECT NULL, '', w.part, w.person_id
    FROM (
        SELECT part, person_id FROM belongs WHERE part <> 'teacher'
        UNION
        SELECT part, person_id FROM staff
    ) w
)
SELECT n.class_id AS "class_id?: i64", n.class_name AS "class_name!: String",
    n.part AS "part!: String", COUNT(*) AS "people!: i64", COUNT(l.id) AS "linked!: i64"
FROM counted n
JOIN person p ON p.id = n.person_id AND p.active = 1
LEFT JOIN link l ON l.person_id = n.person_id AND l.ended_at IS NULL
GROUP BY n.class_id, n.class_name, n.part
