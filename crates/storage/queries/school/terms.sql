SELECT id AS "id!", kind, title, starts, ends FROM term WHERE source_id = $1 ORDER BY starts, kind DESC
