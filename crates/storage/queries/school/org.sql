SELECT id AS "id!", source_id, external_id, kind, name, short_name, identifier, time_zone
FROM org WHERE id = $1
