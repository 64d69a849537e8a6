DELETE FROM link_try WHERE session_id IN (
    SELECT id FROM session WHERE expires_at < $1 OR ended_at < $1
)
