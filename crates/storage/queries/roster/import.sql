SELECT id AS "id!", source_id, org_id, kind, at, summary, by_id, by_name, file, revertible,
    undone_at, undone_by
FROM import WHERE id = $1
