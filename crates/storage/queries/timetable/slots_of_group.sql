SELECT group_id, weekday, period, weeks, terms, room, teacher_id FROM slot WHERE group_id = $1
ORDER BY weekday, period, id
