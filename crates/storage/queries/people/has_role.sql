SELECT id AS "id!" FROM role WHERE person_id = $1 LIMIT 1
