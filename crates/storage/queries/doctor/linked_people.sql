SELECT l.id AS "link!", p.id AS "person!", p.family AS "family!", p.given AS "given!",
    p.middle AS "middle!", p.born AS "born?", p.phone AS "phone?",
    f.family AS "profile_family!", f.given AS "profile_given!", f.middle AS "profile_middle!",
    f.born AS "profile_born?", f.phone AS "profile_phone?",
    EXISTS (
        SELECT 1 FROM role r WHERE r.person_id = p.id AND r.role = 'pupil' AND (r.begins IS NULL OR r.begins <= $2) AND (r.ends IS NULL OR r.ends >= $2)
    ) AS "pupil!: i64",
    EXISTS (
        SELECT 1 FROM role r WHERE r.person_id = p.id AND r.role <> 'pupil' AND (r.begins IS NULL OR r.begins <= $2) AND (r.ends IS NULL OR r.ends >= $2)
    ) AS "adult!: i64"
FROM json_each($1) s
JOIN link l ON l.person_id = s.value AND l.ended_at IS NULL
JOIN person p ON p.id = l.person_id
JOIN profile f ON f.id = l.profile_id
WHERE p.active = 1
