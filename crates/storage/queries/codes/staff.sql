SELECT DISTINCT p.id AS "id!", p.family, p.given, p.middle, a.id AS "account!", a.login,
    a.password IS NOT NULL AS "ready!: i64",
    (SELECT k.expires_at FROM account_code k WHERE k.account_id = a.id AND k.purpose = 'first'
        AND k.used_at IS NULL AND k.expires_at > $3) AS "card?: i64"
FROM role r
JOIN person p ON p.id = r.person_id
JOIN account a ON a.person_id = p.id
WHERE r.org_id = $1 AND r.role IN ('teacher', 'administrator')
    AND p.active = 1 AND p.left_by_hand IS NULL
    AND (r.begins IS NULL OR r.begins <= $2) AND (r.ends IS NULL OR r.ends >= $2)
ORDER BY p.family, p.given, p.middle, p.id
