DELETE FROM import_choice WHERE source_id = $1 AND key = $2
