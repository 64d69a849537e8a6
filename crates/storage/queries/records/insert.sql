INSERT INTO record (key, value, version, expires_at) VALUES ($1, $2, $4, $3)
ON CONFLICT (key) DO NOTHING
