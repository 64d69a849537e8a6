SELECT CAST(s.value AS INTEGER) AS "of!: i64", 'guardian' AS "relation!: String", p.id AS "id!: i64",
    p.family AS "family!: String", p.given AS "given!: String", p.middle AS "middle!: String",
    p.born AS "born?: String", p.phone AS "phone?: String"
FROM json_each($1) s
JOIN guardianship g ON g.child_id = s.value AND g.ended_by_hand IS NULL
JOIN person p ON p.id = g.guardian_id
WHERE p.active = 1
UNION ALL
SELECT CAST(s.value AS INTEGER), 'child', p.id, p.family, p.given, p.middle, p.born, p.phone
FROM json_each($1) s
JOIN guardianship g ON g.guardian_id = s.value AND g.ended_by_hand IS NULL
JOIN person p ON p.id = g.child_id
WHERE p.active = 1
UNION ALL
SELECT DISTINCT CAST(s.value AS INTEGER), 'sibling', p.id, p.family, p.given, p.middle, p.born, p.phone
FROM json_each($1) s
JOIN guardianship g ON g.child_id = s.value AND g.ended_by_hand IS NULL
JOIN guardianship h ON h.guardian_id = g.guardian_id AND h.child_id <> g.child_id
    AND h.ended_by_hand IS NULL
JOIN person p ON p.id = h.child_id
WHERE p.active = 1
