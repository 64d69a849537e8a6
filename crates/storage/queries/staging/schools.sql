SELECT id, line, name FROM n_org WHERE kind = 'school' ORDER BY line LIMIT 1000
