SELECT f.file, f.line, f.col, iif(length(f.value) > 80, substr(f.value, 1, 80) || '…', f.value), f.code, f.first,
    (SELECT own_name FROM how)
FROM n_fault f ORDER BY CASE f.file WHEN 'orgs.csv' THEN 0 WHEN 'classes.csv' THEN 1 WHEN 'users.csv' THEN 2
    WHEN 'roles.csv' THEN 3 WHEN 'demographics.csv' THEN 4 ELSE 5 END, f.line, f.col LIMIT $1
