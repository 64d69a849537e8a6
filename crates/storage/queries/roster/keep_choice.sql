INSERT INTO import_choice (source_id, key, option) VALUES ($1, $2, $3)
ON CONFLICT (source_id, key) DO UPDATE SET option = excluded.option
