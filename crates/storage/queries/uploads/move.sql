UPDATE upload
SET state = ?3, folder = ?4, moved_at = ?5, choices = ?6, report = ?7, basis = ?8, stale = ?9
WHERE id = ?1 AND state = ?2
