-- What came goes; what was changed or removed is as it was.
DELETE FROM enrolment WHERE import_id = (SELECT import FROM how) AND source_id = (SELECT source FROM how);
DELETE FROM enrolment WHERE id IN (SELECT r.id FROM import_row r JOIN enrolment e ON e.id = r.id
    AND e.source_id = r.before ->> 0 AND e.external_id = r.before ->> 1
    WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'enrolment');
INSERT INTO enrolment (id, source_id, external_id, class_id, person_id, role, foremost, begins, ends, ended_by_hand, by_hand, import_id, digest)
SELECT iif(EXISTS (SELECT 1 FROM enrolment x WHERE x.id = r.id), NULL, r.id), before ->> 0, before ->> 1, before ->> 2,
    before ->> 3, before ->> 4, before ->> 5, before ->> 6, before ->> 7, before ->> 8, before ->> 9, before ->> 10, before ->> 11
FROM import_row r WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'enrolment';
DELETE FROM role WHERE import_id = (SELECT import FROM how) AND source_id = (SELECT source FROM how);
DELETE FROM role WHERE id IN (SELECT r.id FROM import_row r JOIN role e ON e.id = r.id
    AND e.source_id = r.before ->> 0 AND e.external_id = r.before ->> 1
    WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'role');
INSERT INTO role (id, source_id, external_id, person_id, org_id, role, foremost, begins, ends, import_id)
SELECT iif(EXISTS (SELECT 1 FROM role x WHERE x.id = r.id), NULL, r.id), before ->> 0, before ->> 1, before ->> 2,
    before ->> 3, before ->> 4, before ->> 5, before ->> 6, before ->> 7, before ->> 8
FROM import_row r WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'role';
DELETE FROM guardianship WHERE import_id = (SELECT import FROM how) AND source_id = (SELECT source FROM how);
INSERT INTO guardianship (source_id, guardian_id, child_id, ended_by_hand, by_hand, import_id)
SELECT before ->> 0, r.id, r.other_id, before ->> 1, before ->> 2, before ->> 3
FROM import_row r WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'guardianship'
ON CONFLICT (guardian_id, child_id) DO UPDATE SET source_id = excluded.source_id,
    ended_by_hand = excluded.ended_by_hand, by_hand = excluded.by_hand, import_id = excluded.import_id;
UPDATE class SET org_id = before ->> 0, year_id = before ->> 1, kind = before ->> 2, name = before ->> 3, grade = before ->> 4,
    label = before ->> 5, room = before ->> 6, class_id = before ->> 7, subject_id = before ->> 8, active = before ->> 9
FROM import_row r WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'class' AND class.id = r.id;
UPDATE subject SET name = before ->> 0 FROM import_row r
WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'subject' AND subject.id = r.id;
UPDATE term SET kind = before ->> 0, title = before ->> 1, starts = before ->> 2, ends = before ->> 3 FROM import_row r
WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'term' AND term.id = r.id;
UPDATE org SET kind = before ->> 0, name = before ->> 1, short_name = before ->> 2, identifier = before ->> 3,
    parent_id = before ->> 4, time_zone = before ->> 5 FROM import_row r
WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'org' AND org.id = r.id;
UPDATE org SET source_id = before ->> 1, external_id = before ->> 2 FROM import_row r
WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'adopted' AND org.id = r.before ->> 0;
-- The accounts of who goes give their logins free before others get theirs back.
UPDATE class SET active = 0 WHERE import_id = (SELECT import FROM how);
UPDATE person SET active = 0 WHERE import_id = (SELECT import FROM how);
UPDATE session SET ended_at = (SELECT at FROM how) WHERE ended_at IS NULL
    AND account_id IN (SELECT a.id FROM u_new n JOIN account a ON a.person_id = n.id);
UPDATE account SET login = 'left:' || id WHERE person_id IN (SELECT id FROM person WHERE import_id = (SELECT import FROM how))
    OR id IN (SELECT id FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'login');
UPDATE account SET login = before ->> 0 FROM import_row r
WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'login' AND account.id = r.id;
-- Not one that its owner has chosen since.
UPDATE account SET password = NULL FROM import_row r
WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'password' AND account.id = r.id
    AND account.password = r.before ->> 0;
UPDATE person SET family = before ->> 0, given = before ->> 1, middle = before ->> 2, born = before ->> 3, phone = before ->> 4,
    email = before ->> 5, active = before ->> 6, left_by_hand = before ->> 7
FROM import_row r WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'person' AND person.id = r.id;
UPDATE link SET ended_at = NULL, end_reason = NULL, tokens = iif(r.before ->> 0 = '', NULL, unhex(r.before ->> 0))
FROM import_row r WHERE r.import_id = (SELECT import FROM how) AND r.kind = 'link' AND link.id = r.id
    AND NOT EXISTS (SELECT 1 FROM link o WHERE o.ended_at IS NULL AND (o.account_id = link.account_id OR o.profile_id = link.profile_id));
UPDATE hand_change SET ended_at = NULL
WHERE id IN (SELECT id FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'hand');
-- What may go for good, unless something refers to it (undo.rs asks every table that may).
INSERT INTO u_group SELECT id FROM class WHERE import_id = (SELECT import FROM how) AND kind = 'group';
INSERT INTO u_class SELECT id FROM class WHERE import_id = (SELECT import FROM how) AND kind = 'class';
INSERT INTO u_account SELECT a.id FROM account a JOIN person p ON p.id = a.person_id WHERE p.import_id = (SELECT import FROM how);
INSERT INTO u_person SELECT id FROM person WHERE import_id = (SELECT import FROM how);
INSERT INTO u_subject SELECT id FROM subject WHERE import_id = (SELECT import FROM how);
INSERT INTO u_term SELECT id FROM term WHERE import_id = (SELECT import FROM how);
INSERT INTO u_org SELECT id FROM org WHERE import_id = (SELECT import FROM how) ORDER BY kind = 'authority';
