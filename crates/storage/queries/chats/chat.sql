SELECT id AS "id!", org_id, kind, class_id, group_id, name, last_seq FROM chat WHERE id = $1
