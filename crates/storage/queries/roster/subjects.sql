SELECT external_id, name FROM subject WHERE source_id = $1
