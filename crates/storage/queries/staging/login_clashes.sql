-- People who come in with a login that somebody of the set-up has at the same school: id, line, login,
-- name, who has it, and the first login with a number behind it that nobody has.
SELECT u.id, u.line, u.login, trim(u.family || ' ' || u.given || ' ' || u.middle) AS name,
    trim(p.family || ' ' || p.given || ' ' || p.middle) AS other,
    (WITH RECURSIVE number (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < 1000)
        SELECT u.login || n FROM number
        WHERE NOT EXISTS (SELECT 1 FROM account f WHERE f.login = u.login || n)
            AND NOT EXISTS (SELECT 1 FROM n_user f WHERE f.login = u.login || n)
        LIMIT 1) AS free
FROM source s
CROSS JOIN person p ON p.source_id = s.id AND p.active = 1
CROSS JOIN account a ON a.person_id = p.id
CROSS JOIN role r ON r.person_id = p.id
CROSS JOIN org o ON o.id = r.org_id
CROSS JOIN n_user u ON u.login = a.login AND u.kind = 0
WHERE s.system_name = $1 AND s.system_code = $2 AND s.id IS NOT (SELECT source FROM how)
    AND (o.id = (SELECT own FROM how) OR (
        (SELECT own FROM how) IS NULL AND o.source_id = (SELECT source FROM how)
        AND (EXISTS (SELECT 1 FROM n_role n WHERE n.person = u.id AND n.org = o.external_id)
            OR EXISTS (SELECT 1 FROM person k JOIN role h ON h.person_id = k.id AND h.org_id = o.id
                WHERE k.source_id = o.source_id AND k.external_id = u.id))))
ORDER BY u.line
