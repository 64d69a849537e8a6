UPDATE session SET token_hash = $2 WHERE id = $1
