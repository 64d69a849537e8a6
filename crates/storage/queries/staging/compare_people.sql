-- A school's file often names its authority too, and who works there: that is no school's to change.
DELETE FROM n_user WHERE (SELECT own_id FROM how) IS NOT NULL
    AND EXISTS (SELECT 1 FROM n_role r WHERE r.person = n_user.id AND (r.org IN (SELECT o.id FROM n_org o WHERE o.kind = 'authority')
        OR r.org IN (SELECT o.external_id FROM org o WHERE o.source_id = (SELECT source FROM how) AND o.kind = 'authority')))
    AND NOT EXISTS (SELECT 1 FROM n_role r WHERE r.person = n_user.id AND NOT (r.org IN (SELECT o.id FROM n_org o WHERE o.kind = 'authority')
        OR r.org IN (SELECT o.external_id FROM org o WHERE o.source_id = (SELECT source FROM how) AND o.kind = 'authority')));
DELETE FROM n_role AS r WHERE (SELECT own_id FROM how) IS NOT NULL AND (r.org IN (SELECT o.id FROM n_org o WHERE o.kind = 'authority')
        OR r.org IN (SELECT o.external_id FROM org o WHERE o.source_id = (SELECT source FROM how) AND o.kind = 'authority'));

DELETE FROM elsewhere;
INSERT INTO elsewhere SELECT p.external_id, EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id = (SELECT own FROM how))
FROM person p WHERE (SELECT own FROM how) IS NOT NULL AND +p.source_id = (SELECT source FROM how)
    AND EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id <> (SELECT own FROM how));
-- Exports of a region name relatives at other schools: that is not this school's to say.
DELETE FROM n_agent WHERE id IN (SELECT id FROM elsewhere WHERE here = 0)
    OR agent IN (SELECT id FROM elsewhere WHERE here = 0);

-- Organisations, years and subjects only ever come; nothing is gained by forgetting one.
INSERT INTO n_fault SELECT 'orgs.csv', n.line, 'parentSourcedId', n.parent, 'unknown', NULL FROM n_org n
WHERE n.kind <> 'skip' AND n.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM n_org p WHERE p.id = n.parent)
    AND NOT EXISTS (SELECT 1 FROM org o WHERE o.source_id = (SELECT source FROM how) AND o.external_id = n.parent) LIMIT 201;
INSERT INTO n_fault SELECT 'orgs.csv', n.line, 'sourcedId', n.name, 'another-school', NULL FROM n_org n
WHERE n.kind = 'school' AND n.id <> (SELECT own_id FROM how) LIMIT 201;
INSERT INTO d_org SELECT DISTINCT n.id FROM n_org n
LEFT JOIN org o ON o.source_id = (SELECT source FROM how) AND o.external_id = n.id
LEFT JOIN org p ON p.id = o.parent_id
WHERE n.kind <> 'skip' AND ((SELECT own FROM how) IS NULL OR n.id = (SELECT own_id FROM how)) AND (o.id IS NULL
    OR (o.kind = 'authority') <> (n.kind = 'authority') OR o.name <> n.name OR o.short_name <> n.short_name
    OR o.identifier <> n.identifier OR o.time_zone <> n.zone
    OR (p.external_id IS NOT n.parent AND EXISTS (SELECT 1 FROM org q WHERE q.source_id = o.source_id AND q.external_id = n.parent)
        OR (n.parent IS NULL AND o.parent_id IS NOT NULL)));
INSERT INTO d_term SELECT DISTINCT n.id FROM n_term n
LEFT JOIN term t ON t.source_id = (SELECT source FROM how) AND t.external_id = n.id
WHERE t.id IS NULL OR ((SELECT alone FROM how) = 1
    AND ((t.kind = 'year') <> n.year OR t.title <> n.title OR t.starts <> n.starts OR t.ends <> n.ends));
INSERT INTO d_subject SELECT DISTINCT n.id FROM n_subject n
LEFT JOIN subject s ON s.source_id = (SELECT source FROM how) AND s.external_id = n.id
WHERE s.id IS NULL OR ((SELECT alone FROM how) = 1 AND s.name <> n.name);

-- Who goes: of a bulk file everybody it does not name, of a delta who is named as gone. Who was
-- added by hand was never in the data.
INSERT INTO gone_person SELECT p.id FROM person p
WHERE (SELECT users FROM how) = 'bulk' AND +p.source_id = (SELECT source FROM how)
    AND (p.active = 1 OR p.left_by_hand IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM n_user n WHERE n.id = p.external_id AND n.kind = 0)
    AND p.external_id NOT LIKE 'hand:%'
    AND NOT EXISTS (SELECT 1 FROM hand_change h WHERE h.person_id = p.id AND h.kind = 'guardian' AND h.ended_at IS NULL)
    AND ((SELECT own FROM how) IS NULL OR (
        EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id = (SELECT own FROM how))
        AND NOT EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id <> (SELECT own FROM how))));
INSERT INTO gone_person SELECT p.id FROM n_user n JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = n.id
WHERE (SELECT users FROM how) = 'delta' AND n.kind <> 0 AND (p.active = 1 OR p.left_by_hand IS NOT NULL)
    AND ((SELECT own FROM how) IS NULL OR (
        EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id = (SELECT own FROM how))
        AND NOT EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id <> (SELECT own FROM how))))
ON CONFLICT DO NOTHING;
INSERT INTO live SELECT id FROM n_user WHERE kind = 0 ON CONFLICT DO NOTHING;
INSERT INTO live SELECT p.external_id FROM person p
WHERE +p.source_id = (SELECT source FROM how) AND (p.active = 1 OR p.left_by_hand IS NOT NULL)
    AND p.id NOT IN (SELECT id FROM gone_person) ON CONFLICT DO NOTHING;

-- Somebody of another school alone is not this school's to name.
INSERT INTO n_fault SELECT 'users.csv', n.line, 'sourcedId', n.id, 'row-of-another-school', NULL
FROM n_user n JOIN elsewhere e ON e.id = n.id AND e.here = 0 LIMIT 201;

INSERT INTO d_user SELECT n.id, p.id, p.id IS NULL OR (p.active = 0 AND p.left_by_hand IS NULL),
    n.family, n.given, n.middle, iif(b.id IS NULL, p.born, b.born), n.phone, n.email, n.login,
    p.family IS NOT n.family OR p.given IS NOT n.given OR p.middle IS NOT n.middle,
    a.login IS NOT n.login, b.id IS NOT NULL AND p.born IS NOT b.born, p.phone IS NOT n.phone,
    p.email IS NOT n.email
FROM n_user n
LEFT JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = n.id
LEFT JOIN account a ON a.person_id = p.id
LEFT JOIN n_born b ON b.id = n.id
WHERE n.kind = 0 AND (p.id IS NULL OR (p.active = 0 AND p.left_by_hand IS NULL)
    OR p.family <> n.family OR p.given <> n.given OR p.middle <> n.middle OR p.phone IS NOT n.phone
    OR p.email IS NOT n.email OR a.login IS NOT n.login OR (b.id IS NOT NULL AND p.born IS NOT b.born))
    AND NOT EXISTS (SELECT 1 FROM elsewhere e WHERE e.id = n.id)
ON CONFLICT DO NOTHING;
-- Birth dates have a file of their own, which may come without the people.
INSERT INTO d_user SELECT p.external_id, p.id, 0, p.family, p.given, p.middle, b.born, p.phone, p.email, a.login, 0, 0, 1, 0, 0
FROM n_born b JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = b.id
JOIN account a ON a.person_id = p.id
WHERE (SELECT users FROM how) <> 'bulk' AND (p.active = 1 OR p.left_by_hand IS NOT NULL) AND p.born IS NOT b.born
    AND NOT EXISTS (SELECT 1 FROM n_user n WHERE n.id = b.id)
    AND ((SELECT own FROM how) IS NULL OR (
        EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id = (SELECT own FROM how))
        AND NOT EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id <> (SELECT own FROM how))))
ON CONFLICT DO NOTHING;

INSERT INTO n_fault SELECT 'users.csv', n.line, 'username', n.login, 'duplicate', t.first
FROM (SELECT login, min(line) AS first FROM n_user WHERE kind = 0 GROUP BY login HAVING count(DISTINCT id) > 1) t
JOIN n_user n ON n.login = t.login AND n.line > t.first AND n.kind = 0 LIMIT 201;
INSERT INTO n_fault SELECT 'users.csv', n.line, 'username', n.login, 'duplicate', 0
FROM d_user d JOIN n_user n ON n.id = d.id AND n.kind = 0
JOIN account a ON a.source_id = (SELECT source FROM how) AND a.login = n.login
JOIN person p ON p.id = a.person_id
WHERE p.external_id <> n.id AND (p.active = 1 OR p.left_by_hand IS NOT NULL) AND p.id NOT IN (SELECT id FROM gone_person)
    -- Its owner gets another one from the same import.
    AND NOT EXISTS (SELECT 1 FROM d_user x WHERE x.id = p.external_id) LIMIT 201;
