SELECT one_id AS "one_id!", other_id AS "other_id!" FROM dialogue WHERE chat_id = $1
