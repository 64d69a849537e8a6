SELECT e.external_id, c.external_id AS class, p.external_id AS person, e.role, e.foremost, e.begins, e.ends
FROM enrolment e JOIN class c ON c.id = e.class_id JOIN person p ON p.id = e.person_id
WHERE e.source_id = $1
