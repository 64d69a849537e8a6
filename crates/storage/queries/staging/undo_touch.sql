INSERT INTO t_class SELECT DISTINCT coalesce(k.class_id, k.id) FROM (
    SELECT id FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'class'
    UNION SELECT id FROM class WHERE import_id = (SELECT import FROM how)
    UNION SELECT class_id FROM enrolment WHERE import_id = (SELECT import FROM how)
    UNION SELECT before ->> 2 FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'enrolment'
    UNION SELECT e.class_id FROM import_row r JOIN enrolment e ON e.id = r.id
        WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'enrolment'
    UNION SELECT c.id FROM import_row r JOIN class c ON c.subject_id = r.id
        WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'subject'
    UNION SELECT e.class_id FROM (
        SELECT id FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'person'
        UNION SELECT other_id FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'guardianship'
        UNION SELECT child_id FROM guardianship WHERE import_id = (SELECT import FROM how)
        UNION SELECT s.child_id FROM import_row r JOIN guardianship s ON s.guardian_id = r.id
            WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'person'
    ) p JOIN enrolment e ON e.person_id = p.id
) t JOIN class k ON k.id = t.id WHERE true ON CONFLICT DO NOTHING;
INSERT INTO t_staff SELECT DISTINCT org FROM (
    SELECT before ->> 3 AS org FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'role' AND before ->> 4 = 'teacher'
    UNION SELECT org_id FROM role WHERE import_id = (SELECT import FROM how) AND role = 'teacher'
    UNION SELECT r.org_id FROM import_row i JOIN role r ON r.person_id = i.id
        WHERE i.import_id = (SELECT import FROM how) AND i.kind = 'person' AND r.role = 'teacher'
) WHERE true ON CONFLICT DO NOTHING;
