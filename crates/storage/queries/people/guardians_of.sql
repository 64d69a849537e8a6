SELECT p.id AS "id!", p.source_id, p.family, p.given, p.middle, p.born, p.phone, p.email, p.active
FROM guardianship g JOIN person p ON p.id = g.guardian_id
WHERE g.child_id = $1 AND g.ended_by_hand IS NULL AND p.active = 1
ORDER BY p.family, p.given, p.middle, p.id
