INSERT INTO enrolment (source_id, external_id, class_id, person_id, role, foremost, begins, ends)
SELECT $1, $2, c.id, p.id, $5, $6, $7, $8 FROM class c, person p
WHERE c.source_id = $1 AND c.external_id = $3 AND p.source_id = $1 AND p.external_id = $4
ON CONFLICT (source_id, external_id) DO UPDATE SET class_id = excluded.class_id,
    person_id = excluded.person_id, role = excluded.role, foremost = excluded.foremost,
    begins = excluded.begins, ends = excluded.ends
