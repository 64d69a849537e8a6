UPDATE link SET end_seen_at = $2
WHERE account_id = $1 AND ended_at IS NOT NULL AND end_text IS NOT NULL AND end_seen_at IS NULL
