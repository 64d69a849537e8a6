SELECT g.external_id AS guardian, c.external_id AS child
FROM guardianship w JOIN person g ON g.id = w.guardian_id JOIN person c ON c.id = w.child_id
WHERE w.source_id = $1
