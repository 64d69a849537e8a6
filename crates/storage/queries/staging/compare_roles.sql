INSERT INTO n_fault SELECT iif((SELECT v11 FROM how) = 1, 'users.csv', 'roles.csv'), n.line, 'userSourcedId', n.person, 'unknown', NULL
FROM n_role n WHERE n.kind <> 1 AND NOT EXISTS (SELECT 1 FROM n_user u WHERE u.id = n.person)
    AND NOT EXISTS (SELECT 1 FROM person p WHERE p.source_id = (SELECT source FROM how) AND p.external_id = n.person
        AND (p.active = 1 OR p.left_by_hand IS NOT NULL)) LIMIT 201;
INSERT INTO n_fault SELECT iif((SELECT v11 FROM how) = 1, 'users.csv', 'roles.csv'), n.line, 'orgSourcedId', n.org, 'unknown', NULL
FROM n_role n WHERE n.kind <> 1 AND NOT EXISTS (SELECT 1 FROM n_org o WHERE o.id = n.org AND o.kind <> 'skip')
    AND NOT EXISTS (SELECT 1 FROM org o WHERE o.source_id = (SELECT source FROM how) AND o.external_id = n.org) LIMIT 201;
INSERT INTO n_fault SELECT iif((SELECT v11 FROM how) = 1, 'users.csv', 'roles.csv'), n.line, 'orgSourcedId', n.org, 'another-school', NULL
FROM n_role n WHERE n.kind <> 1 AND (SELECT own FROM how) IS NOT NULL AND n.org <> (SELECT own_id FROM how) LIMIT 201;
INSERT INTO n_fault SELECT iif((SELECT v11 FROM how) = 1, 'users.csv', 'roles.csv'), n.line, 'sourcedId', n.id, 'row-of-another-school', NULL
FROM n_role n JOIN role r ON r.source_id = (SELECT source FROM how) AND r.external_id = n.id
WHERE (SELECT own FROM how) IS NOT NULL AND r.org_id <> (SELECT own FROM how) LIMIT 201;
INSERT INTO n_fault SELECT iif((SELECT v11 FROM how) = 1, 'users.csv', 'roles.csv'), n.line, 'userSourcedId', n.person, 'row-of-another-school', NULL
FROM n_role n JOIN elsewhere e ON e.id = n.person AND e.here = 0 WHERE n.kind = 0 LIMIT 201;

INSERT INTO d_role SELECT n.id FROM n_role n JOIN live l ON l.id = n.person
LEFT JOIN role r ON r.source_id = (SELECT source FROM how) AND r.external_id = n.id
LEFT JOIN person p ON p.id = r.person_id LEFT JOIN org o ON o.id = r.org_id
WHERE n.kind = 0 AND (r.id IS NULL OR p.external_id <> n.person OR o.external_id <> n.org OR r.role <> n.role
    OR r.foremost <> n.foremost OR r.begins IS NOT n.begins OR r.ends IS NOT n.ends)
ON CONFLICT DO NOTHING;
-- Roles of guardians that follow from their children are no rows of the data.
INSERT INTO gone_role SELECT r.id FROM role r
WHERE (SELECT roles FROM how) = 'bulk' AND +r.source_id = (SELECT source FROM how)
    AND r.external_id NOT LIKE 'guardian:%' AND r.external_id NOT LIKE 'hand:%'
    AND ((SELECT own FROM how) IS NULL OR r.org_id = (SELECT own FROM how))
    AND NOT EXISTS (SELECT 1 FROM n_role n JOIN live l ON l.id = n.person WHERE n.id = r.external_id AND n.kind = 0);
INSERT INTO gone_role SELECT r.id FROM n_role n JOIN role r ON r.source_id = (SELECT source FROM how) AND r.external_id = n.id
WHERE (SELECT roles FROM how) = 'delta'
    AND NOT EXISTS (SELECT 1 FROM n_role m JOIN live l ON l.id = m.person WHERE m.id = r.external_id AND m.kind = 0)
ON CONFLICT DO NOTHING;
-- In 1.1 a changed user replaces all roles of that user.
INSERT INTO gone_role SELECT r.id FROM n_user u JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = u.id
JOIN role r ON r.person_id = p.id AND r.source_id = p.source_id
WHERE (SELECT v11 FROM how) = 1 AND (SELECT users FROM how) = 'delta'
    AND r.external_id NOT LIKE 'guardian:%' AND r.external_id NOT LIKE 'hand:%'
    AND ((SELECT own FROM how) IS NULL OR r.org_id = (SELECT own FROM how))
    AND NOT EXISTS (SELECT 1 FROM n_role m JOIN live l ON l.id = m.person WHERE m.id = r.external_id AND m.kind = 0)
ON CONFLICT DO NOTHING;
INSERT INTO gone_role SELECT r.id FROM gone_person g CROSS JOIN role r ON r.person_id = g.id ON CONFLICT DO NOTHING;

INSERT INTO n_fault SELECT 'users.csv', a.line, 'agentSourcedIds', a.agent, 'unknown', NULL
FROM n_agent a WHERE NOT EXISTS (SELECT 1 FROM n_user u WHERE u.id = a.agent)
    AND NOT EXISTS (SELECT 1 FROM person p WHERE p.source_id = (SELECT source FROM how) AND p.external_id = a.agent
        AND (p.active = 1 OR p.left_by_hand IS NOT NULL)) LIMIT 201;
INSERT INTO pupil SELECT n.person FROM n_role n JOIN live l ON l.id = n.person
WHERE n.kind = 0 AND n.role = 'pupil' ON CONFLICT DO NOTHING;
INSERT INTO pupil SELECT p.external_id FROM role r JOIN person p ON p.id = r.person_id
WHERE +r.source_id = (SELECT source FROM how) AND r.role = 'pupil' AND r.id NOT IN (SELECT id FROM gone_role)
    AND NOT EXISTS (SELECT 1 FROM n_role n WHERE n.id = r.external_id)
ON CONFLICT DO NOTHING;
INSERT INTO w_pair SELECT iif(EXISTS (SELECT 1 FROM pupil WHERE id = a.id), a.agent, a.id),
    iif(EXISTS (SELECT 1 FROM pupil WHERE id = a.id), a.id, a.agent)
FROM n_agent a JOIN live l ON l.id = a.agent JOIN n_user u ON u.id = a.id AND u.kind = 0
WHERE EXISTS (SELECT 1 FROM pupil WHERE id = a.id) <> EXISTS (SELECT 1 FROM pupil WHERE id = a.agent)
ON CONFLICT DO NOTHING;
INSERT INTO d_pair SELECT w.guardian, w.child FROM w_pair w
LEFT JOIN person g ON g.source_id = (SELECT source FROM how) AND g.external_id = w.guardian
LEFT JOIN person c ON c.source_id = (SELECT source FROM how) AND c.external_id = w.child
WHERE NOT EXISTS (SELECT 1 FROM guardianship s WHERE s.guardian_id = g.id AND s.child_id = c.id);
INSERT INTO gone_pair SELECT s.guardian_id, s.child_id FROM guardianship s
JOIN person g ON g.id = s.guardian_id JOIN person c ON c.id = s.child_id
WHERE s.source_id = (SELECT source FROM how) AND s.by_hand IS NULL AND (SELECT users FROM how) = 'bulk'
    AND NOT EXISTS (SELECT 1 FROM w_pair w WHERE w.guardian = g.external_id AND w.child = c.external_id)
    AND ((SELECT own FROM how) IS NULL OR (
        EXISTS (SELECT 1 FROM role r WHERE r.person_id = c.id AND r.org_id = (SELECT own FROM how))
        AND NOT EXISTS (SELECT 1 FROM role r WHERE r.person_id = c.id AND r.org_id <> (SELECT own FROM how))));
-- A changed child says who its guardians are; a changed guardian says it only when it names
-- anybody, because many exports fill one direction alone.
INSERT INTO gone_pair SELECT s.guardian_id, s.child_id FROM n_user u
JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = u.id
JOIN guardianship s ON s.child_id = p.id OR (s.guardian_id = p.id AND u.agents > 0)
JOIN person g ON g.id = s.guardian_id JOIN person c ON c.id = s.child_id
WHERE (SELECT users FROM how) = 'delta' AND u.kind <> 1 AND s.by_hand IS NULL
    AND NOT EXISTS (SELECT 1 FROM w_pair w WHERE w.guardian = g.external_id AND w.child = c.external_id)
    AND NOT EXISTS (SELECT 1 FROM elsewhere e WHERE e.id = c.external_id)
ON CONFLICT DO NOTHING;
INSERT INTO gone_pair SELECT s.guardian_id, s.child_id FROM gone_person p
CROSS JOIN guardianship s ON s.guardian_id = p.id OR s.child_id = p.id WHERE true ON CONFLICT DO NOTHING;
