INSERT INTO org (source_id, external_id, kind, name, short_name, identifier, parent_id, time_zone)
VALUES ($1, $2, $3, $4, $5, $6, (SELECT id FROM org WHERE source_id = $1 AND external_id = $7), $8)
ON CONFLICT (source_id, external_id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
    short_name = excluded.short_name, identifier = excluded.identifier,
    parent_id = excluded.parent_id, time_zone = excluded.time_zone
