INSERT INTO remote_lesson (org_id, group_id, date, period, teacher_id, state, created_at)
VALUES ($1, $2, $3, $4, $5, 'draft', $6)
ON CONFLICT DO NOTHING
RETURNING id AS "id!"
