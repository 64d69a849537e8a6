SELECT r.external_id, p.external_id AS person, o.external_id AS org, r.role, r.foremost, r.begins, r.ends
FROM role r JOIN person p ON p.id = r.person_id JOIN org o ON o.id = r.org_id
WHERE r.source_id = $1
