INSERT INTO import_row SELECT (SELECT import FROM how), 'class', c.id, 0,
    json_array(c.org_id, c.year_id, c.kind, c.name, c.grade, c.label, c.room, c.class_id, c.subject_id, c.active)
FROM d_class d CROSS JOIN class c ON c.source_id = (SELECT source FROM how) AND c.external_id = d.id;
INSERT INTO import_row SELECT (SELECT import FROM how), 'class', c.id, 0,
    json_array(c.org_id, c.year_id, c.kind, c.name, c.grade, c.label, c.room, c.class_id, c.subject_id, c.active)
FROM gone_class g CROSS JOIN class c ON c.id = g.id WHERE true ON CONFLICT DO NOTHING;
-- Classes first: groups name them.
INSERT INTO class (source_id, external_id, org_id, year_id, kind, name, grade, label, room, active, import_id)
SELECT (SELECT source FROM how), w.id, o.id, (SELECT id FROM term WHERE source_id = (SELECT source FROM how) AND external_id = w.year),
    'class', w.name, w.grade, w.label, w.room, 1, (SELECT import FROM how)
FROM d_class d CROSS JOIN w_class w ON w.id = d.id AND w.grouped = 0
JOIN org o ON o.source_id = (SELECT source FROM how) AND o.external_id = w.org WHERE true
ON CONFLICT (source_id, external_id) DO UPDATE SET org_id = excluded.org_id, year_id = excluded.year_id,
    kind = excluded.kind, name = excluded.name, grade = excluded.grade, label = excluded.label,
    room = excluded.room, class_id = NULL, subject_id = NULL, active = 1;
INSERT INTO class (source_id, external_id, org_id, year_id, kind, name, grade, label, room, class_id, subject_id, active, import_id)
SELECT (SELECT source FROM how), w.id, o.id, (SELECT id FROM term WHERE source_id = (SELECT source FROM how) AND external_id = w.year),
    'group', w.name, w.grade, w.label, w.room,
    (SELECT id FROM class WHERE source_id = (SELECT source FROM how) AND external_id = w.class),
    (SELECT id FROM subject WHERE source_id = (SELECT source FROM how) AND external_id = w.subject), 1, (SELECT import FROM how)
FROM d_class d CROSS JOIN w_class w ON w.id = d.id AND w.grouped = 1
JOIN org o ON o.source_id = (SELECT source FROM how) AND o.external_id = w.org WHERE true
ON CONFLICT (source_id, external_id) DO UPDATE SET org_id = excluded.org_id, year_id = excluded.year_id,
    kind = excluded.kind, name = excluded.name, grade = excluded.grade, label = excluded.label,
    room = excluded.room, class_id = excluded.class_id, subject_id = excluded.subject_id, active = 1;
UPDATE class SET active = 0 WHERE id IN (SELECT id FROM gone_class);

INSERT INTO import_row SELECT (SELECT import FROM how), 'enrolment', e.id, 0, json_array(e.source_id, e.external_id,
    e.class_id, e.person_id, e.role, e.foremost, e.begins, e.ends, e.ended_by_hand, e.by_hand, e.import_id, e.digest)
FROM d_enrolment d CROSS JOIN enrolment e ON e.id = d.old;
INSERT INTO import_row SELECT (SELECT import FROM how), 'enrolment', e.id, 0, json_array(e.source_id, e.external_id,
    e.class_id, e.person_id, e.role, e.foremost, e.begins, e.ends, e.ended_by_hand, e.by_hand, e.import_id, e.digest)
FROM gone_enrolment g CROSS JOIN enrolment e ON e.id = g.id WHERE true ON CONFLICT DO NOTHING;
INSERT INTO enrolment (source_id, external_id, class_id, person_id, role, foremost, begins, ends, digest, import_id)
SELECT (SELECT source FROM how), n.id, c.id, p.id, iif(n.teacher, 'teacher', 'pupil'), n.foremost, n.begins, n.ends,
    n.digest, (SELECT import FROM how)
FROM n_enrolment n
JOIN class c ON c.source_id = (SELECT source FROM how) AND c.external_id = n.class
JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = n.person
WHERE n.kind = 0 AND EXISTS (SELECT 1 FROM d_enrolment d WHERE d.id = n.rowid)
ON CONFLICT (source_id, external_id) DO UPDATE SET class_id = excluded.class_id, person_id = excluded.person_id,
    role = excluded.role, foremost = excluded.foremost, begins = excluded.begins, ends = excluded.ends, digest = excluded.digest;
DELETE FROM enrolment WHERE id IN (SELECT id FROM gone_enrolment);
