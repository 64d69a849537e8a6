UPDATE record SET value = $2, version = $5, expires_at = $3 WHERE key = $1 AND version = $4
