-- What is left to do: people who cannot sign in yet, and links that the doctor found not to fit.
WITH here AS (
    SELECT DISTINCT r.person_id AS id
    FROM role r JOIN person p ON p.id = r.person_id
    WHERE r.org_id = $1 AND p.active = 1
        AND (r.begins IS NULL OR r.begins <= $2) AND (r.ends IS NULL OR r.ends >= $2)
)
SELECT
    (SELECT COUNT(*) FROM here h JOIN account a ON a.person_id = h.id WHERE a.password IS NULL)
        AS "passwords!: i64",
    (SELECT COUNT(*) FROM misfit m WHERE m.org_id = $1 AND m.state IN ('open', 'mending'))
        AS "misfits!: i64"
