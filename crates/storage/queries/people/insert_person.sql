INSERT INTO person (source_id, external_id, family, given, middle, phone, active)
VALUES ($1, $2, $3, $4, $5, $6, 1) RETURNING id AS "id!"
