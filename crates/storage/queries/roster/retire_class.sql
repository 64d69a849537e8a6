UPDATE class SET active = 0 WHERE source_id = $1 AND external_id = $2
