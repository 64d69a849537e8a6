SELECT DISTINCT p.id AS "id!", p.family, p.given, p.middle, 'teacher' AS "role!: String",
    0 AS "foremost!: i64",
    EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND l.ended_at IS NULL) AS "linked!: i64"
FROM role r JOIN person p ON p.id = r.person_id
WHERE r.org_id = $1 AND r.role = 'teacher' AND p.active = 1
    AND (r.begins IS NULL OR r.begins <= $2) AND (r.ends IS NULL OR r.ends >= $2)
ORDER BY p.family, p.given, p.middle, p.id
