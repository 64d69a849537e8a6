INSERT INTO message (chat_id, seq, author_id, author_name, author_role, key, text, at)
SELECT value ->> 'chat', value ->> 'seq', value ->> 'author', value ->> 'author_name',
    value ->> 'role', value ->> 'key', value ->> 'text', value ->> 'at'
FROM json_each($1);

UPDATE chat SET last_seq = n.value ->> 'seq' FROM json_each($2) n WHERE chat.id = n.value ->> 'chat';

-- What one has written oneself is read.
INSERT INTO read_cursor (chat_id, person_id, seq)
SELECT value ->> 'chat', value ->> 'author', value ->> 'seq' FROM json_each($3) WHERE true
ON CONFLICT (chat_id, person_id) DO UPDATE SET seq = max(read_cursor.seq, excluded.seq);
