SELECT p.id AS "id!", p.external_id, p.family, p.given, p.middle, p.born, p.phone, p.email,
    a.login AS "login!"
FROM person p JOIN account a ON a.person_id = p.id WHERE p.source_id = $1 AND p.active = 1
