INSERT INTO n_fault SELECT 'classes.csv', n.line, 'schoolSourcedId', n.org, 'unknown', NULL FROM n_class n
WHERE n.kind = 0 AND NOT EXISTS (SELECT 1 FROM n_org o WHERE o.id = n.org AND o.kind <> 'skip')
    AND NOT EXISTS (SELECT 1 FROM org o WHERE o.source_id = (SELECT source FROM how) AND o.external_id = n.org) LIMIT 201;
INSERT INTO n_fault SELECT 'classes.csv', n.line, 'schoolSourcedId', n.org, 'another-school', NULL FROM n_class n
WHERE n.kind = 0 AND (SELECT own FROM how) IS NOT NULL AND n.org <> (SELECT own_id FROM how) LIMIT 201;
INSERT INTO n_fault SELECT 'classes.csv', n.line, 'sourcedId', n.id, 'row-of-another-school', NULL
FROM n_class n JOIN class c ON c.source_id = (SELECT source FROM how) AND c.external_id = n.id
WHERE (SELECT own FROM how) IS NOT NULL AND c.org_id <> (SELECT own FROM how) LIMIT 201;
INSERT INTO d_class SELECT w.id FROM w_class w
LEFT JOIN class c ON c.source_id = (SELECT source FROM how) AND c.external_id = w.id
LEFT JOIN org o ON o.id = c.org_id LEFT JOIN term t ON t.id = c.year_id LEFT JOIN class k ON k.id = c.class_id
LEFT JOIN subject s ON s.id = c.subject_id
WHERE c.id IS NULL OR c.active = 0 OR o.external_id <> w.org OR t.external_id IS NOT w.year
    OR (c.kind = 'group') <> w.grouped OR c.name <> w.name OR c.grade <> w.grade OR c.room <> w.room
    OR c.label <> w.label OR k.external_id IS NOT w.class OR s.external_id IS NOT w.subject;
INSERT INTO gone_class SELECT c.id FROM class c
WHERE (SELECT classes FROM how) = 'bulk' AND +c.source_id = (SELECT source FROM how) AND c.active = 1
    AND c.external_id NOT LIKE 'hand:%'
    AND ((SELECT own FROM how) IS NULL OR c.org_id = (SELECT own FROM how))
    AND NOT EXISTS (SELECT 1 FROM w_class w WHERE w.id = c.external_id);
INSERT INTO gone_class SELECT c.id FROM n_class n JOIN class c ON c.source_id = (SELECT source FROM how) AND c.external_id = n.id
WHERE (SELECT classes FROM how) = 'delta' AND c.active = 1
    AND NOT EXISTS (SELECT 1 FROM w_class w WHERE w.id = c.external_id) ON CONFLICT DO NOTHING;
INSERT INTO gone_class SELECT c.id FROM gone_class g CROSS JOIN class c ON c.class_id = g.id
WHERE c.active = 1 AND NOT EXISTS (SELECT 1 FROM w_class w WHERE w.id = c.external_id) ON CONFLICT DO NOTHING;
INSERT INTO live_class SELECT id FROM w_class;
INSERT INTO live_class SELECT c.external_id FROM class c WHERE c.source_id = (SELECT source FROM how) AND c.active = 1
    AND c.id NOT IN (SELECT id FROM gone_class) ON CONFLICT DO NOTHING;

INSERT INTO n_skipped SELECT n.id FROM n_class n WHERE NOT EXISTS (SELECT 1 FROM w_class w WHERE w.id = n.id) ON CONFLICT DO NOTHING;
INSERT INTO n_fault SELECT 'enrollments.csv', n.line, 'classSourcedId', n.class, 'unknown', NULL FROM n_enrolment n
WHERE n.kind <> 1 AND NOT EXISTS (SELECT 1 FROM n_skipped k WHERE k.id = n.class)
    AND NOT EXISTS (SELECT 1 FROM live_class l WHERE l.id = n.class)
    AND NOT EXISTS (SELECT 1 FROM class c JOIN gone_class g ON g.id = c.id
        WHERE c.source_id = (SELECT source FROM how) AND c.external_id = n.class
            AND c.kind = 'group' AND (SELECT classes FROM how) = 'delta') LIMIT 201;
INSERT INTO n_fault SELECT 'enrollments.csv', n.line, 'userSourcedId', n.person, 'unknown', NULL FROM n_enrolment n
WHERE n.kind <> 1 AND NOT EXISTS (SELECT 1 FROM n_skipped k WHERE k.id = n.class)
    AND NOT EXISTS (SELECT 1 FROM live l WHERE l.id = n.person)
    AND NOT EXISTS (SELECT 1 FROM n_user u WHERE u.id = n.person)
    AND NOT EXISTS (SELECT 1 FROM person p WHERE p.source_id = (SELECT source FROM how) AND p.external_id = n.person
        AND (p.active = 1 OR p.left_by_hand IS NOT NULL)) LIMIT 201;
INSERT INTO n_fault SELECT 'enrollments.csv', n.line, 'classSourcedId', n.class, 'row-of-another-school', NULL
FROM n_enrolment n JOIN class c ON c.source_id = (SELECT source FROM how) AND c.external_id = n.class
WHERE (SELECT own FROM how) IS NOT NULL AND c.org_id <> (SELECT own FROM how) LIMIT 201;
INSERT INTO n_fault SELECT 'enrollments.csv', n.line, 'sourcedId', n.id, 'row-of-another-school', NULL
FROM n_enrolment n JOIN enrolment e ON e.source_id = (SELECT source FROM how) AND e.external_id = n.id
JOIN class c ON c.id = e.class_id
WHERE (SELECT own FROM how) IS NOT NULL AND c.org_id <> (SELECT own FROM how) LIMIT 201;
INSERT INTO n_fault SELECT 'enrollments.csv', n.line, 'userSourcedId', n.person, 'row-of-another-school', NULL
FROM n_enrolment n JOIN elsewhere e ON e.id = n.person AND e.here = 0 WHERE n.kind = 0 LIMIT 201;
INSERT INTO d_enrolment SELECT n.rowid, e.id FROM n_enrolment n JOIN live l ON l.id = n.person JOIN live_class k ON k.id = n.class
LEFT JOIN enrolment e ON e.source_id = (SELECT source FROM how) AND e.external_id = n.id
WHERE n.kind = 0 AND e.digest IS NOT n.digest ON CONFLICT DO NOTHING;
INSERT INTO gone_enrolment SELECT e.id FROM enrolment e
-- Nearly all rows are of this source: the plus keeps from going through its index.
WHERE (SELECT enrolments FROM how) = 'bulk' AND +e.source_id = (SELECT source FROM how) AND e.by_hand IS NULL
    AND ((SELECT all_dirty FROM how) = 1 OR (e.digest & 262143) IN (SELECT bucket FROM dirty))
    AND ((SELECT own FROM how) IS NULL OR e.class_id IN (SELECT id FROM class WHERE org_id = (SELECT own FROM how)))
    AND NOT EXISTS (SELECT 1 FROM n_enrolment n JOIN live l ON l.id = n.person JOIN live_class k ON k.id = n.class
        WHERE n.id = e.external_id AND n.kind = 0);
INSERT INTO gone_enrolment SELECT e.id FROM n_enrolment n
JOIN enrolment e ON e.source_id = (SELECT source FROM how) AND e.external_id = n.id
WHERE (SELECT enrolments FROM how) = 'delta' AND e.by_hand IS NULL
    AND NOT EXISTS (SELECT 1 FROM n_enrolment m JOIN live l ON l.id = m.person JOIN live_class k ON k.id = m.class
        WHERE m.id = e.external_id AND m.kind = 0) ON CONFLICT DO NOTHING;
INSERT INTO gone_enrolment SELECT e.id FROM gone_person g CROSS JOIN enrolment e ON e.person_id = g.id WHERE true ON CONFLICT DO NOTHING;
INSERT INTO gone_enrolment SELECT e.id FROM gone_class g CROSS JOIN enrolment e ON e.class_id = g.id WHERE true ON CONFLICT DO NOTHING;
