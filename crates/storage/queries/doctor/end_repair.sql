UPDATE repair SET state = $2, ended_at = $3, wrong_code = x'', right_code = x''
WHERE id = $1 AND state = 'started'
