SELECT number AS "number!", at, actor_id, actor_name, action, subject_id, subject_name, detail, address, hash,
    (SELECT e.hash FROM audit e WHERE e.org_id = audit.org_id AND e.number = audit.number - 1)
        AS "earlier?: Vec<u8>"
FROM audit
WHERE org_id = $1 AND number > $2 AND number < $3 AND at >= $4 AND at < $5
    AND ($6 = '[]' OR action IN (SELECT value FROM json_each($6)))
    AND ($7 = ''
        OR +actor_id IN (SELECT value FROM json_each(NULLIF($7, '')))
        OR +subject_id IN (SELECT value FROM json_each(NULLIF($7, '')))
        OR (+actor_id IS NULL AND actor_name IN (SELECT value FROM json_each($8))))
ORDER BY number LIMIT $9
