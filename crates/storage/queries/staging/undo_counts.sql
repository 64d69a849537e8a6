SELECT (SELECT count(*) FROM u_new),
    (SELECT count(*) FROM import_row r JOIN person p ON p.id = r.id
        WHERE r.import_id = $1 AND r.kind = 'person' AND r.before ->> 6 = 1 AND p.active = 0),
    (SELECT count(*) FROM import_row WHERE import_id = $1) + (SELECT count(*) FROM person WHERE import_id = $1)
        + (SELECT count(*) FROM role WHERE import_id = $1) + (SELECT count(*) FROM class WHERE import_id = $1)
        + (SELECT count(*) FROM enrolment WHERE import_id = $1) + (SELECT count(*) FROM guardianship WHERE import_id = $1)
