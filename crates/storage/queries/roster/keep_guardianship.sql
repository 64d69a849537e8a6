INSERT INTO guardianship (source_id, guardian_id, child_id)
SELECT $1, g.id, c.id FROM person g, person c
WHERE g.source_id = $1 AND g.external_id = $2 AND c.source_id = $1 AND c.external_id = $3
ON CONFLICT (guardian_id, child_id) DO NOTHING
