SELECT id AS "id!" FROM account WHERE login = $1 AND (source_id = $3 OR person_id IN (
    SELECT person_id FROM role WHERE org_id = $2
)) LIMIT 1
