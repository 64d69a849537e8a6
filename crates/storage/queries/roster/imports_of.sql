SELECT i.id AS "id!", i.source_id, i.org_id, i.kind, i.at, i.summary, i.by_id, i.by_name, i.file,
    i.revertible, i.undone_at, i.undone_by
FROM import i JOIN org o ON o.id = $1
WHERE i.org_id = o.id OR (i.org_id IS NULL AND i.source_id = o.source_id)
ORDER BY i.id DESC
