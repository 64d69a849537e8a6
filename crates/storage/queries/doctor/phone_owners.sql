SELECT CAST(s.value AS INTEGER) AS "of!: i64", p.id AS "id!", p.family AS "family!", p.given AS "given!",
    p.middle AS "middle!", p.born AS "born?", p.phone AS "phone?",
    EXISTS (
        SELECT 1 FROM role r WHERE r.person_id = p.id AND r.role = 'pupil' AND (r.begins IS NULL OR r.begins <= $2) AND (r.ends IS NULL OR r.ends >= $2)
    ) AS "pupil!: i64"
FROM json_each($1) s
JOIN link l ON l.person_id = s.value AND l.ended_at IS NULL
JOIN profile f ON f.id = l.profile_id
JOIN person p ON p.phone = f.phone AND p.id <> l.person_id
WHERE p.active = 1
