SELECT chat_id AS "chat_id!" FROM dialogue WHERE one_id = min($1, $2) AND other_id = max($1, $2)
