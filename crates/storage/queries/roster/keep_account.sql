INSERT INTO account (source_id, person_id, login) VALUES ($1, $2, $3)
ON CONFLICT (person_id) DO UPDATE SET login = excluded.login
