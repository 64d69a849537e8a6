-- Messages since an instant: a chat numbers them without gaps and in order of time, so that
-- halving finds the first of them without reading the others.
WITH RECURSIVE cut (chat_id, last_seq, low, high) AS (
    SELECT id, last_seq, 0, last_seq + 1 FROM chat WHERE org_id = $1
    UNION ALL
    SELECT c.chat_id, c.last_seq,
        CASE WHEN COALESCE(m.at, 0) < $2 THEN (c.low + c.high) / 2 ELSE c.low END,
        CASE WHEN COALESCE(m.at, 0) < $2 THEN c.high ELSE (c.low + c.high) / 2 END
    FROM cut c
    LEFT JOIN message m ON m.chat_id = c.chat_id AND m.seq = (c.low + c.high) / 2
    WHERE c.high - c.low > 1
)
SELECT COALESCE(SUM(last_seq - low), 0) AS "messages!: i64" FROM cut WHERE high - low <= 1
