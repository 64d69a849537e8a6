-- Numbers have no gaps and time goes on, so that halving finds the first entry of an instant.
WITH RECURSIVE cut (low, high) AS (
    SELECT 0, 1 + COALESCE((SELECT MAX(number) FROM audit WHERE org_id = $1), 0)
    UNION ALL
    SELECT CASE WHEN a.at < $2 THEN a.number ELSE low END,
        CASE WHEN a.at < $2 THEN high ELSE a.number END
    FROM cut JOIN audit a ON a.org_id = $1 AND a.number = (low + high) / 2
    WHERE high - low > 1
)
SELECT high AS "number!: i64" FROM cut WHERE high - low <= 1
