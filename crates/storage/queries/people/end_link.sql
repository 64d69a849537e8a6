UPDATE link SET ended_at = $2, end_reason = 'administrator', tokens = NULL, ended_by = $3, end_text = $4
WHERE id = $1
