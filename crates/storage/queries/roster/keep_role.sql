INSERT INTO role (source_id, external_id, person_id, org_id, role, foremost, begins, ends)
SELECT $1, $2, p.id, o.id, $5, $6, $7, $8 FROM person p, org o
WHERE p.source_id = $1 AND p.external_id = $3 AND o.source_id = $1 AND o.external_id = $4
ON CONFLICT (source_id, external_id) DO UPDATE SET person_id = excluded.person_id,
    org_id = excluded.org_id, role = excluded.role, foremost = excluded.foremost,
    begins = excluded.begins, ends = excluded.ends
