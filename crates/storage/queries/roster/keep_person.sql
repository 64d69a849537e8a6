INSERT INTO person (source_id, external_id, family, given, middle, born, phone, email, active)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)
ON CONFLICT (source_id, external_id) DO UPDATE SET family = excluded.family,
    given = excluded.given, middle = excluded.middle, born = excluded.born,
    phone = excluded.phone, email = excluded.email, active = 1
RETURNING id AS "id!"
