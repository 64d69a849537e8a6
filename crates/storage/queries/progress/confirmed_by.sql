SELECT s.system_name AS "system_name!", p.external_id AS "row_id!",
    (SELECT MAX(i.at) FROM import i WHERE i.source_id = p.source_id AND i.kind = 'roster' AND i.undone_at IS NULL
        AND (i.org_id IS NULL OR EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id = i.org_id)))
        AS "imported_at?: i64"
FROM person p JOIN source s ON s.id = p.source_id
WHERE p.id = $1
