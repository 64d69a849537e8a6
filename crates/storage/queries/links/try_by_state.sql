SELECT id AS "id!", session_id, account_id, stage, secret, detail, created_at
FROM link_try WHERE state_hash = $1
