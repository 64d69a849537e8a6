DELETE FROM role WHERE source_id = $1 AND external_id = $2
