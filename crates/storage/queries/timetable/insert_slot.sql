INSERT INTO slot (org_id, group_id, weekday, period, weeks, terms, room, teacher_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
