SELECT id, org_id, by_id, by_name, at, folder, file, bytes, state, moved_at, choices, report, basis, stale AS "stale: bool"
FROM upload WHERE id = ?1
