-- Who came with the import, or came back with it; and everybody it touched.
INSERT INTO u_new SELECT id FROM person WHERE import_id = (SELECT import FROM how);
INSERT INTO u_new SELECT id FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'person'
    AND before ->> 6 = 0 AND before ->> 7 IS NULL ON CONFLICT DO NOTHING;
INSERT INTO u_touched SELECT id FROM u_new;
INSERT INTO u_touched SELECT id FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'person' ON CONFLICT DO NOTHING;
INSERT INTO u_touched SELECT person_id FROM enrolment WHERE import_id = (SELECT import FROM how) ON CONFLICT DO NOTHING;
INSERT INTO u_touched SELECT before ->> 3 FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'enrolment' ON CONFLICT DO NOTHING;
INSERT INTO u_touched SELECT guardian_id FROM guardianship WHERE import_id = (SELECT import FROM how)
    UNION SELECT child_id FROM guardianship WHERE import_id = (SELECT import FROM how) ON CONFLICT DO NOTHING;
INSERT INTO u_touched SELECT id FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'guardianship'
    UNION SELECT other_id FROM import_row WHERE import_id = (SELECT import FROM how) AND kind = 'guardianship' ON CONFLICT DO NOTHING;
