INSERT INTO term (source_id, external_id, kind, title, starts, ends) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (source_id, external_id) DO UPDATE SET kind = excluded.kind, title = excluded.title,
    starts = excluded.starts, ends = excluded.ends
