INSERT INTO chat (org_id, kind, class_id, group_id, name, created_at)
VALUES ($1, $2, $3, $4, $5, $6) RETURNING id AS "id!"
