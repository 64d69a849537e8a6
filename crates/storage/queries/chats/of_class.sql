SELECT id AS "id!", org_id, kind, class_id, group_id, name, last_seq FROM chat WHERE class_id = $1
ORDER BY id
