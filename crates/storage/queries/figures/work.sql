-- What is left to do: people who cannot sign in yet, and links whose number the roster knows as
-- that of somebody of the other generation.
WITH here AS (
    SELECT r.person_id AS id, MIN(r.role = 'pupil') AS pupil
    FROM role r JOIN person p ON p.id = r.person_id
    WHERE r.org_id = $1 AND p.active = 1
        AND (r.begins IS NULL OR r.begins <= $2) AND (r.ends IS NULL OR r.ends >= $2)
    GROUP BY r.person_id
)
SELECT
    (SELECT COUNT(*) FROM here h JOIN account a ON a.person_id = h.id WHERE a.password IS NULL)
        AS "passwords!: i64",
    (SELECT COUNT(*) FROM here h
        JOIN link l ON l.person_id = h.id AND l.ended_at IS NULL
        JOIN profile f ON f.id = l.profile_id
        WHERE NOT EXISTS (SELECT 1 FROM person own WHERE own.id = h.id AND own.phone = f.phone)
            AND EXISTS (
                SELECT 1 FROM person other JOIN role r ON r.person_id = other.id
                WHERE other.phone = f.phone AND other.active = 1 AND other.id <> h.id
                    AND (r.role = 'pupil') <> h.pupil
            )) AS "misfits!: i64"
