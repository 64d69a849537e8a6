UPDATE call SET answered_at = $2 WHERE id = $1 AND answered_at IS NULL AND ended_at IS NULL
