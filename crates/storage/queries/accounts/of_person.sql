SELECT id AS "id!", person_id, login, password, language FROM account WHERE person_id = $1
