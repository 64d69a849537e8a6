SELECT id AS "id!", account_id, person_id, profile_id, linked_at, tokens
FROM link WHERE profile_id = $1 AND ended_at IS NULL
