INSERT INTO profile (vk_id, family, given, middle, born, phone, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (vk_id) DO UPDATE SET family = excluded.family, given = excluded.given,
    middle = excluded.middle, born = excluded.born, phone = excluded.phone
RETURNING id AS "id!"
