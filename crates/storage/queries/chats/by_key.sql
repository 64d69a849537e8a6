SELECT chat_id AS "chat_id!", seq AS "seq!", author_id, author_name, author_role, key, text, at FROM message
WHERE author_id = $1 AND key = $2
