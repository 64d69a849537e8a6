UPDATE misfit SET right_id = $2, evidence = $3 WHERE id = $1
