INSERT INTO import_row SELECT (SELECT import FROM how), 'role', r.id, 0,
    json_array(r.source_id, r.external_id, r.person_id, r.org_id, r.role, r.foremost, r.begins, r.ends, r.import_id)
FROM d_role d CROSS JOIN role r ON r.source_id = (SELECT source FROM how) AND r.external_id = d.id;
INSERT INTO import_row SELECT (SELECT import FROM how), 'role', r.id, 0,
    json_array(r.source_id, r.external_id, r.person_id, r.org_id, r.role, r.foremost, r.begins, r.ends, r.import_id)
FROM gone_role g CROSS JOIN role r ON r.id = g.id WHERE true ON CONFLICT DO NOTHING;
INSERT INTO role (source_id, external_id, person_id, org_id, role, foremost, begins, ends, import_id)
SELECT (SELECT source FROM how), n.id, p.id, o.id, n.role, n.foremost, n.begins, n.ends, (SELECT import FROM how)
FROM d_role d CROSS JOIN n_role n ON n.id = d.id AND n.kind = 0
JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = n.person
JOIN org o ON o.source_id = (SELECT source FROM how) AND o.external_id = n.org WHERE true
ON CONFLICT (source_id, external_id) DO UPDATE SET person_id = excluded.person_id, org_id = excluded.org_id,
    role = excluded.role, foremost = excluded.foremost, begins = excluded.begins, ends = excluded.ends;
DELETE FROM role WHERE id IN (SELECT id FROM gone_role);

INSERT INTO import_row SELECT (SELECT import FROM how), 'guardianship', s.guardian_id, s.child_id,
    json_array(s.source_id, s.ended_by_hand, s.by_hand, s.import_id)
FROM gone_pair g CROSS JOIN guardianship s ON s.guardian_id = g.guardian AND s.child_id = g.child;
DELETE FROM guardianship WHERE (guardian_id, child_id) IN (SELECT guardian, child FROM gone_pair);
INSERT INTO guardianship (source_id, guardian_id, child_id, import_id)
SELECT (SELECT source FROM how), g.id, c.id, (SELECT import FROM how) FROM d_pair d
JOIN person g ON g.source_id = (SELECT source FROM how) AND g.external_id = d.guardian
JOIN person c ON c.source_id = (SELECT source FROM how) AND c.external_id = d.child WHERE true ON CONFLICT DO NOTHING;

-- OneRoster 1.1 has one role per person: a teacher with a child is a guardian all the same.
CREATE TEMP TABLE w_implied (person INTEGER, org INTEGER, PRIMARY KEY (person, org)) WITHOUT ROWID;
-- By person: a school has hundreds of guardians, a person few roles.
INSERT INTO w_implied SELECT DISTINCT s.guardian_id, r.org_id FROM guardianship s
CROSS JOIN role r ON r.person_id = s.child_id AND +r.role = 'pupil'
WHERE s.source_id = (SELECT source FROM how) AND s.ended_by_hand IS NULL
    AND NOT EXISTS (SELECT 1 FROM role h WHERE h.person_id = s.guardian_id AND +h.org_id = r.org_id
        AND +h.role = 'guardian' AND h.external_id NOT LIKE 'guardian:%');
INSERT INTO import_row SELECT (SELECT import FROM how), 'role', r.id, 0,
    json_array(r.source_id, r.external_id, r.person_id, r.org_id, r.role, r.foremost, r.begins, r.ends, r.import_id)
FROM role r WHERE r.source_id = (SELECT source FROM how) AND r.external_id >= 'guardian:' AND r.external_id < 'guardian;'
    AND NOT EXISTS (SELECT 1 FROM w_implied w WHERE w.person = r.person_id AND w.org = r.org_id) ON CONFLICT DO NOTHING;
INSERT INTO gone_role SELECT r.id FROM role r
WHERE r.source_id = (SELECT source FROM how) AND r.external_id >= 'guardian:' AND r.external_id < 'guardian;'
    AND NOT EXISTS (SELECT 1 FROM w_implied w WHERE w.person = r.person_id AND w.org = r.org_id) ON CONFLICT DO NOTHING;
DELETE FROM role WHERE id IN (SELECT id FROM gone_role);
INSERT INTO role (source_id, external_id, person_id, org_id, role, foremost, import_id)
SELECT (SELECT source FROM how), 'guardian:' || p.external_id || '@' || o.external_id, p.id, o.id, 'guardian', 0, (SELECT import FROM how)
FROM w_implied w JOIN person p ON p.id = w.person JOIN org o ON o.id = w.org
WHERE NOT EXISTS (SELECT 1 FROM role r WHERE r.person_id = w.person AND +r.org_id = w.org AND +r.role = 'guardian')
ON CONFLICT DO NOTHING;
