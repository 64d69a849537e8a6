-- One school, or the schools of an authority. Figures only: no name leaves here but the schools'.
WITH school AS (
    SELECT id, source_id, name, short_name FROM org
    WHERE kind = 'school' AND (id = $1 OR parent_id = $1)
),
one AS (
    SELECT r.org_id, r.person_id,
        MAX(r.role = 'pupil') AS pupil,
        MAX(r.role = 'guardian') AS guardian,
        MAX(r.role = 'teacher') AS teacher,
        EXISTS (SELECT 1 FROM link l WHERE l.person_id = r.person_id AND l.ended_at IS NULL) AS linked
    FROM school s
    CROSS JOIN role r ON r.org_id = s.id
    JOIN person p ON p.id = r.person_id
    WHERE p.active = 1 AND r.role IN ('pupil', 'guardian', 'teacher', 'administrator')
        AND (r.begins IS NULL OR r.begins <= $2) AND (r.ends IS NULL OR r.ends >= $2)
    GROUP BY r.org_id, r.person_id
),
figure AS (
    SELECT org_id, COUNT(*) AS people, SUM(linked) AS linked,
        SUM(pupil) AS pupils, SUM(pupil AND linked) AS pupils_linked,
        SUM(guardian) AS guardians, SUM(guardian AND linked) AS guardians_linked,
        SUM(teacher) AS teachers, SUM(teacher AND linked) AS teachers_linked
    FROM one GROUP BY org_id
)
SELECT s.id AS "id!: i64", s.name AS "name!: String", s.short_name AS "short_name!: String",
    COALESCE(f.people, 0) AS "people!: i64", COALESCE(f.linked, 0) AS "linked!: i64",
    COALESCE(f.pupils, 0) AS "pupils!: i64", COALESCE(f.pupils_linked, 0) AS "pupils_linked!: i64",
    COALESCE(f.guardians, 0) AS "guardians!: i64",
    COALESCE(f.guardians_linked, 0) AS "guardians_linked!: i64",
    COALESCE(f.teachers, 0) AS "teachers!: i64",
    COALESCE(f.teachers_linked, 0) AS "teachers_linked!: i64",
    (SELECT COUNT(*) FROM chat c WHERE c.org_id = s.id) AS "chats!: i64",
    (SELECT MAX(i.at) FROM import i WHERE i.undone_at IS NULL
        AND (i.org_id = s.id OR (i.org_id IS NULL AND i.source_id = s.source_id))) AS "imported: i64"
FROM school s LEFT JOIN figure f ON f.org_id = s.id
ORDER BY s.short_name, s.id
