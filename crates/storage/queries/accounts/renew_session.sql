UPDATE session SET earlier_hash = token_hash, token_hash = $2, renewed_at = $3 WHERE id = $1
