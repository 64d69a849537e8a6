INSERT INTO audit (org_id, number, at, actor_id, actor_name, action, subject_id, subject_name,
    detail, address, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
