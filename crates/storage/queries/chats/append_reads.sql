INSERT INTO read_cursor (chat_id, person_id, seq)
SELECT value ->> 'chat', value ->> 'author', value ->> 'seq' FROM json_each($1) WHERE true
ON CONFLICT (chat_id, person_id) DO UPDATE SET seq = max(read_cursor.seq, excluded.seq)
