SELECT id, org_id, group_id, date, period, teacher_id, state, started_at, ended_at
FROM remote_lesson WHERE state = 'running' ORDER BY id
