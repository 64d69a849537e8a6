SELECT s.system_name AS "system_name!", p.external_id AS "row_id!",
    (SELECT MAX(i.at) FROM import i WHERE i.source_id = p.source_id AND i.kind = 'roster')
        AS "imported_at?: i64"
FROM person p JOIN source s ON s.id = p.source_id
WHERE p.id = $1
