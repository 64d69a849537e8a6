SELECT id AS "id!" FROM session WHERE ended_at = $1
