SELECT p.id AS "id!", p.family, p.given, p.middle, e.role, e.foremost,
    EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND l.ended_at IS NULL) AS "linked!: i64"
FROM enrolment e JOIN person p ON p.id = e.person_id
WHERE e.class_id = $1 AND e.ended_by_hand IS NULL AND p.active = 1
    AND (e.begins IS NULL OR e.begins <= $2) AND (e.ends IS NULL OR e.ends >= $2)
ORDER BY p.family, p.given, p.middle, p.id
