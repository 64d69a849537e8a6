SELECT key, option FROM import_choice WHERE source_id = $1
