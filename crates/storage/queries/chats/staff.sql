SELECT id AS "id!", org_id, kind, class_id, group_id, name, last_seq
FROM chat WHERE org_id = $1 AND kind = 'staff'
