SELECT id AS "id!", person_id, login, password, language FROM account WHERE id = $1
