SELECT id AS "id!", source_id, family, given, middle, born, phone, email, active
FROM person WHERE id = $1
