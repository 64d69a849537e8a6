INSERT INTO upload (org_id, by_id, by_name, at, folder, file, bytes, state, moved_at, choices, report, basis, stale)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
RETURNING id
