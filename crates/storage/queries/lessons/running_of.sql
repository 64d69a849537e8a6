SELECT id, org_id, group_id, date, period, teacher_id, state, started_at, ended_at
FROM remote_lesson WHERE teacher_id = $1 AND state = 'running'
