DELETE FROM guardianship WHERE source_id = $1
    AND guardian_id = (SELECT id FROM person WHERE source_id = $1 AND external_id = $2)
    AND child_id = (SELECT id FROM person WHERE source_id = $1 AND external_id = $3)
