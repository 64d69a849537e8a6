INSERT INTO read_cursor (chat_id, person_id, seq)
SELECT $1, $2, min($3, last_seq) FROM chat WHERE id = $1
ON CONFLICT (chat_id, person_id) DO UPDATE SET seq = max(read_cursor.seq, excluded.seq)
RETURNING seq
