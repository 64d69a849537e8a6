-- Who goes, as long as it can still be told, and where pupils were who may be elsewhere afterwards.
INSERT INTO leaver SELECT trim(p.family || ' ' || p.given || ' ' || p.middle) AS name,
    coalesce((SELECT k.name FROM enrolment e JOIN class k ON k.id = e.class_id
        WHERE e.person_id = p.id AND e.role = 'pupil' AND k.kind = 'class' AND e.ended_by_hand IS NULL
        ORDER BY e.external_id DESC LIMIT 1), ''),
    coalesce((SELECT group_concat(DISTINCT r.role) FROM role r WHERE r.person_id = p.id), ''),
    EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND l.ended_at IS NULL),
    EXISTS (SELECT 1 FROM account a JOIN session s ON s.account_id = a.id
        WHERE a.person_id = p.id AND s.ended_at IS NULL AND s.expires_at > (SELECT at FROM how))
FROM gone_person g CROSS JOIN person p ON p.id = g.id WHERE p.active = 1;
INSERT INTO home_before SELECT e.person_id, k.id, k.name
FROM (
    SELECT e.person_id AS id FROM gone_enrolment g CROSS JOIN enrolment e ON e.id = g.id WHERE e.role = 'pupil'
    UNION
    SELECT p.id FROM d_enrolment d CROSS JOIN n_enrolment n ON n.rowid = d.id AND n.teacher = 0
    JOIN class k ON k.source_id = (SELECT source FROM how) AND k.external_id = n.class AND k.kind = 'class'
    JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = n.person AND p.active = 1
    UNION
    SELECT p.id FROM d_enrolment d CROSS JOIN n_enrolment n ON n.rowid = d.id AND n.teacher = 0
    JOIN w_class w ON w.id = n.class AND w.grouped = 0
    JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = n.person AND p.active = 1
) c
LEFT JOIN enrolment e ON e.id = (SELECT f.id FROM enrolment f JOIN class h ON h.id = f.class_id
    WHERE f.person_id = c.id AND f.role = 'pupil' AND h.kind = 'class' AND h.active = 1 AND f.ended_by_hand IS NULL
    ORDER BY f.external_id DESC LIMIT 1)
LEFT JOIN class k ON k.id = e.class_id
WHERE c.id NOT IN (SELECT id FROM gone_person) AND e.person_id IS NOT NULL;
INSERT INTO home_before SELECT DISTINCT p.id, NULL, '' FROM d_enrolment d CROSS JOIN n_enrolment n ON n.rowid = d.id AND n.teacher = 0
JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = n.person AND p.active = 1
WHERE p.id NOT IN (SELECT id FROM gone_person) ON CONFLICT DO NOTHING;
