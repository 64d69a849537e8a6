SELECT id, org_id, group_id, date, period, teacher_id, state, started_at, ended_at
FROM remote_lesson
WHERE group_id IN (SELECT value FROM json_each($1)) AND date BETWEEN $2 AND $3
    AND state <> 'cancelled'
ORDER BY date, period, group_id
