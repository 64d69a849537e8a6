SELECT a.id AS "id!", a.person_id, a.login, a.password, a.language
FROM account a
JOIN person p ON p.id = a.person_id
WHERE a.login = $2 AND p.active = 1 AND EXISTS (
    SELECT 1 FROM role r WHERE r.person_id = a.person_id AND r.org_id = $1
        AND (r.begins IS NULL OR r.begins <= $3) AND (r.ends IS NULL OR r.ends >= $3)
)
