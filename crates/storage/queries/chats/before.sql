SELECT seq, author_id, author_name, author_role, key, text, at FROM (
    SELECT seq, author_id, author_name, author_role, key, text, at FROM message
    WHERE chat_id = $1 AND seq < $2 AND at >= $4 ORDER BY seq DESC LIMIT $3
) ORDER BY seq
