SELECT o.id AS "id!", o.external_id, o.kind, o.name, o.short_name, o.identifier, o.time_zone,
    p.external_id AS "parent?"
FROM org o LEFT JOIN org p ON p.id = o.parent_id WHERE o.source_id = $1
