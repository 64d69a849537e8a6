SELECT c.id AS "class!", p.id AS "id!", p.family, p.given, p.middle, a.id AS "account!", a.login,
    a.password IS NOT NULL AS "ready!: i64",
    (SELECT k.expires_at FROM account_code k WHERE k.account_id = a.id AND k.purpose = 'first'
        AND k.used_at IS NULL AND k.expires_at > $3) AS "card?: i64"
FROM class c
JOIN enrolment e ON e.class_id = c.id AND e.role = 'pupil' AND e.ended_by_hand IS NULL
JOIN person p ON p.id = e.person_id
JOIN account a ON a.person_id = p.id
WHERE c.org_id = $1 AND c.kind = 'class' AND c.active = 1
    AND p.active = 1 AND p.left_by_hand IS NULL
    AND (e.begins IS NULL OR e.begins <= $2) AND (e.ends IS NULL OR e.ends >= $2)
ORDER BY p.family, p.given, p.middle, p.id
