SELECT value, version FROM record WHERE key = $1 AND (expires_at IS NULL OR expires_at > $2)
