INSERT INTO link (account_id, person_id, profile_id, linked_at, tokens)
VALUES ($1, $2, $3, $4, $5) RETURNING id AS "id!"
