-- Who did what, for the school to look up. Append-only; each entry carries the hash of the one
-- before it in the same organisation's log, so that a gap or a changed entry shows.
CREATE TABLE audit (
    org_id INTEGER NOT NULL REFERENCES org (id),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor_id INTEGER REFERENCES person (id),
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_id INTEGER REFERENCES person (id),
    subject_name TEXT NOT NULL,
    detail TEXT NOT NULL,
    address TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (org_id, number)
) WITHOUT ROWID;
CREATE INDEX audit_actor ON audit (org_id, actor_id, number);
CREATE INDEX audit_subject ON audit (org_id, subject_id, number);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
