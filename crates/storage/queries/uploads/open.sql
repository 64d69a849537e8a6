SELECT id, org_id, by_id, by_name, at, folder, file, bytes, state, moved_at, choices, basis, stale AS "stale: bool"
FROM upload WHERE state IN ('checking', 'ready', 'refused', 'applying') ORDER BY id DESC
