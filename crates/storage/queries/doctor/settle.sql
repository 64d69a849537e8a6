UPDATE misfit SET state = $2, changed_at = $3, changed_by = $4, reason = $5
WHERE id = $1 AND state IN ('open', 'mending')
