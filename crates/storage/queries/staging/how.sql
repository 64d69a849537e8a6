REPLACE INTO how (rowid, source, own, own_id, own_name, alone, v11, orgs, users, roles, classes, enrolments, all_dirty, at)
SELECT 1, $1, $2, $3, (SELECT name FROM org WHERE id = $2),
    $2 IS NULL OR NOT EXISTS (SELECT 1 FROM org WHERE source_id = $1 AND kind = 'school' AND id <> $2),
    $4, $5, $6, $7, $8, $9, $10, $11
