UPDATE session SET seen_at = max(seen_at, $2), address = $3 WHERE id = $1
