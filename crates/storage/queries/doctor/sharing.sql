SELECT CAST(s.value AS INTEGER) AS "of!: i64", p.id AS "id!", p.family AS "family!", p.given AS "given!",
    p.middle AS "middle!", p.born AS "born?", p.phone AS "phone?",
    o.family AS "profile_family!", o.given AS "profile_given!", o.middle AS "profile_middle!",
    o.born AS "profile_born?"
FROM json_each($1) s
JOIN link l ON l.person_id = s.value AND l.ended_at IS NULL
JOIN profile f ON f.id = l.profile_id
JOIN profile o ON o.phone = f.phone AND o.id <> f.id
JOIN link k ON k.profile_id = o.id AND k.ended_at IS NULL
JOIN person p ON p.id = k.person_id
WHERE p.active = 1
