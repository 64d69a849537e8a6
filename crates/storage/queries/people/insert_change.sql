INSERT INTO hand_change (org_id, person_id, kind, class_id, child_id, reason, at, by_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id AS "id!"
