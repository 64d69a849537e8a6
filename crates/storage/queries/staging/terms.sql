SELECT id, parent, year FROM n_term
UNION ALL SELECT external_id, NULL, kind = 'year' FROM term
WHERE source_id = (SELECT source FROM how) AND external_id NOT IN (SELECT id FROM n_term)
