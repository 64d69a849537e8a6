-- Each arm by its own index: without being told, SQLite reads the whole log for one of them.
WITH hit (number) AS (
    SELECT number FROM audit INDEXED BY audit_actor
    WHERE org_id = $1 AND actor_id IN (SELECT value FROM json_each($7))
        AND number > $2 AND number < $3
    UNION
    SELECT number FROM audit INDEXED BY audit_subject
    WHERE org_id = $1 AND subject_id IN (SELECT value FROM json_each($7))
        AND number > $2 AND number < $3
    UNION
    SELECT number FROM audit INDEXED BY audit_actor
    WHERE org_id = $1 AND actor_id IS NULL AND number > $2 AND number < $3
        AND actor_name IN (SELECT value FROM json_each($8))
)
SELECT a.number AS "number!", a.at, a.actor_id, a.actor_name, a.action, a.subject_id,
    a.subject_name, a.detail, a.address, a.hash
FROM hit h CROSS JOIN audit a ON a.org_id = $1 AND a.number = h.number
WHERE a.at >= $4 AND a.at < $5
    AND ($6 = '[]' OR a.action IN (SELECT value FROM json_each($6)))
ORDER BY a.number DESC LIMIT $9
