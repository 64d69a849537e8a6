UPDATE link SET ended_at = $2, end_reason = $3, tokens = NULL WHERE id = $1
