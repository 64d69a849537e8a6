SELECT COUNT(*) AS "devices!: i64" FROM session
WHERE org_id = $1 AND ended_at IS NULL AND seen_at >= $2
