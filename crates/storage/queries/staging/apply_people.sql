-- As they were, for taking it back.
INSERT INTO import_row SELECT (SELECT import FROM how), 'org', o.id, 0,
    json_array(o.kind, o.name, o.short_name, o.identifier, o.parent_id, o.time_zone)
FROM d_org d CROSS JOIN org o ON o.source_id = (SELECT source FROM how) AND o.external_id = d.id;
INSERT INTO import_row SELECT (SELECT import FROM how), 'term', t.id, 0, json_array(t.kind, t.title, t.starts, t.ends)
FROM d_term d CROSS JOIN term t ON t.source_id = (SELECT source FROM how) AND t.external_id = d.id;
INSERT INTO import_row SELECT (SELECT import FROM how), 'subject', s.id, 0, json_array(s.name)
FROM d_subject d CROSS JOIN subject s ON s.source_id = (SELECT source FROM how) AND s.external_id = d.id;
INSERT INTO import_row SELECT (SELECT import FROM how), 'person', p.id, 0,
    json_array(p.family, p.given, p.middle, p.born, p.phone, p.email, p.active, p.left_by_hand)
FROM d_user d JOIN person p ON p.id = d.person;
INSERT INTO import_row SELECT (SELECT import FROM how), 'person', p.id, 0,
    json_array(p.family, p.given, p.middle, p.born, p.phone, p.email, p.active, p.left_by_hand)
FROM gone_person g CROSS JOIN person p ON p.id = g.id WHERE true ON CONFLICT DO NOTHING;
INSERT INTO import_row SELECT (SELECT import FROM how), 'login', a.id, 0, json_array(a.login)
FROM d_user d JOIN account a ON a.person_id = d.person WHERE a.login <> d.login;
INSERT INTO import_row SELECT (SELECT import FROM how), 'login', a.id, 0, json_array(a.login)
FROM d_user d JOIN account a ON a.source_id = (SELECT source FROM how) AND a.login = d.login
WHERE a.person_id IS NOT d.person ON CONFLICT DO NOTHING;
INSERT INTO import_row SELECT (SELECT import FROM how), 'link', l.id, 0, json_array(hex(l.tokens))
FROM gone_person g CROSS JOIN link l ON l.person_id = g.id WHERE l.ended_at IS NULL;

-- Authorities before schools, which name them as parents.
INSERT INTO org (source_id, external_id, kind, name, short_name, identifier, time_zone, import_id)
SELECT (SELECT source FROM how), n.id, n.kind, n.name, n.short_name, n.identifier, n.zone, (SELECT import FROM how)
FROM d_org d CROSS JOIN n_org n ON n.id = d.id WHERE true ORDER BY n.kind = 'school', n.line
ON CONFLICT (source_id, external_id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
    short_name = excluded.short_name, identifier = excluded.identifier, time_zone = excluded.time_zone;
UPDATE org SET parent_id = (SELECT p.id FROM n_org n JOIN org p ON p.source_id = org.source_id AND p.external_id = n.parent
    WHERE n.id = org.external_id)
WHERE source_id = (SELECT source FROM how) AND external_id IN (SELECT id FROM d_org);
INSERT INTO term (source_id, external_id, kind, title, starts, ends, import_id)
SELECT (SELECT source FROM how), n.id, iif(n.year, 'year', 'term'), n.title, n.starts, n.ends, (SELECT import FROM how)
FROM d_term d CROSS JOIN n_term n ON n.id = d.id WHERE true
ON CONFLICT (source_id, external_id) DO UPDATE SET kind = excluded.kind, title = excluded.title,
    starts = excluded.starts, ends = excluded.ends;
INSERT INTO subject (source_id, external_id, name, import_id)
SELECT (SELECT source FROM how), n.id, n.name, (SELECT import FROM how)
FROM d_subject d CROSS JOIN n_subject n ON n.id = d.id WHERE true
ON CONFLICT (source_id, external_id) DO UPDATE SET name = excluded.name;

-- Who left by hand stays left.
UPDATE person SET family = d.family, given = d.given, middle = d.middle, born = d.born, phone = d.phone,
    email = d.email, active = iif(person.left_by_hand IS NULL, 1, person.active)
FROM d_user d WHERE person.id = d.person;
INSERT INTO person (source_id, external_id, family, given, middle, born, phone, email, active, import_id)
SELECT (SELECT source FROM how), id, family, given, middle, born, phone, email, 1, (SELECT import FROM how)
FROM d_user WHERE person IS NULL;
UPDATE d_user SET person = (SELECT p.id FROM person p
    WHERE p.source_id = (SELECT source FROM how) AND p.external_id = d_user.id) WHERE person IS NULL;
-- Whoever had this login has left, or gets another one from the same import.
UPDATE account SET login = 'left:' || id WHERE id IN (SELECT a.id FROM d_user d
    JOIN account a ON a.source_id = (SELECT source FROM how) AND a.login = d.login WHERE a.person_id <> d.person);
INSERT INTO account (source_id, person_id, login)
SELECT (SELECT source FROM how), person, login FROM d_user WHERE true
ON CONFLICT (person_id) DO UPDATE SET login = excluded.login WHERE account.login <> excluded.login;
INSERT INTO import_row SELECT (SELECT import FROM how), 'password', a.id, 0, json_array(n.hash)
FROM n_user n CROSS JOIN person p ON p.source_id = (SELECT source FROM how) AND p.external_id = n.id
CROSS JOIN account a ON a.person_id = p.id WHERE n.hash IS NOT NULL AND a.password IS NULL
    -- Who belongs to another school too does not get a password from this one.
    AND NOT EXISTS (SELECT 1 FROM elsewhere e WHERE e.id = n.id);
UPDATE account SET password = (SELECT n.hash FROM person p JOIN n_user n ON n.id = p.external_id WHERE p.id = account.person_id)
WHERE id IN (SELECT id FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'password');

UPDATE link SET ended_at = (SELECT at FROM how), end_reason = 'left the school', tokens = NULL
WHERE ended_at IS NULL AND person_id IN (SELECT id FROM gone_person);
UPDATE session SET ended_at = (SELECT at FROM how) WHERE ended_at IS NULL
    AND account_id IN (SELECT a.id FROM gone_person g CROSS JOIN account a ON a.person_id = g.id);
UPDATE person SET active = 0 WHERE id IN (SELECT id FROM gone_person);
