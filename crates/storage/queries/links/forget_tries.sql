DELETE FROM link_try WHERE session_id = $1
