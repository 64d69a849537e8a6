SELECT count(*) FROM n_user n LEFT JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = n.id
LEFT JOIN account a ON a.person_id = p.id
WHERE n.kind = 0 AND n.password IS NOT NULL AND a.password IS NULL
    AND NOT EXISTS (SELECT 1 FROM elsewhere e WHERE e.id = n.id)
