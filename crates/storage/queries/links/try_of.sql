SELECT id AS "id!", session_id, account_id, stage, secret, detail, created_at
FROM link_try WHERE session_id = $1 ORDER BY id DESC LIMIT 1
