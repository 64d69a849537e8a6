SELECT id AS "id!", source_id, family, given, middle, born, phone, email, active
FROM person WHERE phone = $1 AND active = 1 ORDER BY id
