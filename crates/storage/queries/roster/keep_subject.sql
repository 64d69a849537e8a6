INSERT INTO subject (source_id, external_id, name) VALUES ($1, $2, $3)
ON CONFLICT (source_id, external_id) DO UPDATE SET name = excluded.name
