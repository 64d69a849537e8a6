-- Classes and staffs whose chats may change; run before and after, because what is gone is found
-- before and what has come afterwards.
INSERT INTO t_class SELECT DISTINCT coalesce(k.class_id, k.id) FROM (
    SELECT c.id FROM d_class d CROSS JOIN class c ON c.source_id = (SELECT source FROM how) AND c.external_id = d.id
    UNION SELECT id FROM gone_class
    UNION SELECT c.id FROM d_subject d CROSS JOIN subject s ON s.source_id = (SELECT source FROM how) AND s.external_id = d.id
        JOIN class c ON c.subject_id = s.id
    UNION SELECT e.class_id FROM gone_enrolment g CROSS JOIN enrolment e ON e.id = g.id
    UNION SELECT c.id FROM (SELECT DISTINCT n.class FROM d_enrolment d CROSS JOIN n_enrolment n ON n.rowid = d.id) n
        JOIN class c ON c.source_id = (SELECT source FROM how) AND c.external_id = n.class
    UNION SELECT e.class_id FROM d_enrolment d CROSS JOIN enrolment e ON e.id = d.old
    UNION SELECT e.class_id FROM (
        SELECT person AS id FROM d_user WHERE person IS NOT NULL AND (fresh = 0 OR name_differs = 0)
        UNION SELECT id FROM gone_person
        UNION SELECT child FROM gone_pair
        UNION SELECT s.child_id FROM gone_person g CROSS JOIN guardianship s ON s.guardian_id = g.id
        UNION SELECT s.child_id FROM d_user d JOIN guardianship s ON s.guardian_id = d.person WHERE d.fresh = 0
        UNION SELECT c.id FROM d_pair d JOIN person c ON c.source_id = (SELECT source FROM how) AND c.external_id = d.child
    ) p JOIN enrolment e ON e.person_id = p.id
) t JOIN class k ON k.id = t.id WHERE true ON CONFLICT DO NOTHING;
INSERT INTO t_staff SELECT DISTINCT r.org_id FROM role r WHERE r.role = 'teacher' AND (
    r.id IN (SELECT id FROM gone_role)
    OR r.person_id IN (SELECT person FROM d_user WHERE person IS NOT NULL UNION SELECT id FROM gone_person)
) ON CONFLICT DO NOTHING;
INSERT INTO t_staff SELECT DISTINCT r.org_id FROM d_role d
CROSS JOIN role r ON r.source_id = (SELECT source FROM how) AND r.external_id = d.id
WHERE r.role = 'teacher' ON CONFLICT DO NOTHING;
