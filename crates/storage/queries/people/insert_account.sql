INSERT INTO account (source_id, person_id, login) VALUES ($1, $2, $3)
