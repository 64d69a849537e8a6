SELECT c.external_id, c.name FROM class c JOIN org o ON o.id = c.org_id
WHERE (SELECT classes FROM how) = 'delta' AND o.source_id = (SELECT source FROM how) AND o.external_id = $1
    AND c.source_id = o.source_id AND c.kind = 'class' AND c.active = 1
    AND NOT EXISTS (SELECT 1 FROM n_class n WHERE n.id = c.external_id)
ORDER BY c.external_id
