INSERT INTO message (chat_id, seq, author_id, author_name, author_role, key, text, at)
SELECT value ->> 'chat', value ->> 'seq', value ->> 'author', value ->> 'author_name',
    value ->> 'role', value ->> 'key', value ->> 'text', value ->> 'at'
FROM json_each($1)
