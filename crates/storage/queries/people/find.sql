WITH here AS (
    SELECT p.id, p.family, p.given, p.middle, p.left_by_hand IS NOT NULL AS gone,
        a.last_in_at IS NULL AS never_in,
        EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND l.ended_at IS NULL) AS linked
    FROM person_search s
    JOIN person p ON p.id = s.rowid
    JOIN account a ON a.person_id = p.id
    WHERE s.person_search MATCH $1 AND (p.active = 1 OR p.left_by_hand IS NOT NULL)
        AND EXISTS (
            SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id = $2
                AND ($3 = '' OR r.role = $3)
                AND (r.begins IS NULL OR r.begins <= $6) AND (r.ends IS NULL OR r.ends >= $6)
        )
        AND ($4 = 0 OR EXISTS (
            SELECT 1 FROM enrolment e WHERE e.class_id = $4 AND e.person_id = p.id
                AND e.ended_by_hand IS NULL
                AND (e.begins IS NULL OR e.begins <= $6) AND (e.ends IS NULL OR e.ends >= $6)
        ) OR EXISTS (
            SELECT 1 FROM guardianship g JOIN enrolment e ON e.person_id = g.child_id
            WHERE g.guardian_id = p.id AND g.ended_by_hand IS NULL AND e.class_id = $4
                AND e.role = 'pupil' AND e.ended_by_hand IS NULL
                AND (e.begins IS NULL OR e.begins <= $6) AND (e.ends IS NULL OR e.ends >= $6)
        ))
), page AS (
    SELECT id, family, given, middle, gone, never_in, linked, count(*) OVER () AS total FROM here
    WHERE $5 = '' OR ($5 = 'left' AND gone = 1) OR ($5 = 'linked' AND linked = 1)
        OR ($5 = 'not_linked' AND linked = 0 AND gone = 0)
        OR ($5 = 'never_in' AND never_in = 1 AND gone = 0)
    ORDER BY replace(family, 'Ё', 'Е'), given, middle, id
    LIMIT $7 OFFSET $8
)
SELECT f.id AS "id!: i64", f.family AS "family!: String", f.given AS "given!: String",
    f.middle AS "middle!: String", f.gone AS "gone!: i64", f.never_in AS "never_in!: i64",
    f.linked AS "linked!: i64", f.total AS "total!: i64",
    (SELECT group_concat(role, ' ') FROM (
        SELECT role FROM role r WHERE r.person_id = f.id AND r.org_id = $2
            AND (r.begins IS NULL OR r.begins <= $6) AND (r.ends IS NULL OR r.ends >= $6)
        GROUP BY role ORDER BY max(r.foremost) DESC, min(r.id)
    )) AS "roles!: String",
    coalesce((SELECT group_concat(name, char(10)) FROM (
        SELECT c.name FROM enrolment e JOIN class c ON c.id = e.class_id
        WHERE e.person_id = f.id AND c.org_id = $2 AND c.kind = 'class' AND c.active = 1
            AND e.ended_by_hand IS NULL
            AND (e.begins IS NULL OR e.begins <= $6) AND (e.ends IS NULL OR e.ends >= $6)
        UNION
        SELECT c.name FROM guardianship g
        JOIN person k ON k.id = g.child_id
        JOIN enrolment e ON e.person_id = k.id
        JOIN class c ON c.id = e.class_id
        WHERE g.guardian_id = f.id AND g.ended_by_hand IS NULL AND k.active = 1
            AND c.org_id = $2 AND c.kind = 'class' AND c.active = 1
            AND e.role = 'pupil' AND e.ended_by_hand IS NULL
            AND (e.begins IS NULL OR e.begins <= $6) AND (e.ends IS NULL OR e.ends >= $6)
    )), '') AS "classes!: String"
FROM page f ORDER BY replace(f.family, 'Ё', 'Е'), f.given, f.middle, f.id
