-- Links whose learning profile does not fit the person, and their repair by two one-time codes.
CREATE TABLE misfit (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    link_id INTEGER NOT NULL REFERENCES link (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    -- Whose profile it seems to be, when the roster knows.
    right_id INTEGER REFERENCES person (id),
    -- What points there, JSON.
    evidence TEXT NOT NULL,
    found_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'mending', 'mended', 'dismissed')),
    changed_at INTEGER NOT NULL,
    changed_by INTEGER REFERENCES person (id),
    -- Why it was dismissed.
    reason TEXT NOT NULL,
    UNIQUE (link_id, kind)
);
CREATE INDEX misfit_org ON misfit (org_id) WHERE state IN ('open', 'mending');
CREATE INDEX misfit_person ON misfit (person_id);
CREATE INDEX misfit_right ON misfit (right_id);

-- Codes are sealed with the server's key: a hash of six digits would hide nothing.
CREATE TABLE repair (
    id INTEGER PRIMARY KEY,
    misfit_id INTEGER NOT NULL REFERENCES misfit (id),
    -- Both sides as they were when it began; it is good for these two only.
    wrong_account_id INTEGER NOT NULL REFERENCES account (id),
    right_account_id INTEGER NOT NULL REFERENCES account (id),
    wrong_code BLOB NOT NULL,
    right_code BLOB NOT NULL,
    tries INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    started_by INTEGER NOT NULL REFERENCES person (id),
    state TEXT NOT NULL CHECK (state IN ('started', 'done', 'spent', 'cancelled')),
    ended_at INTEGER
);
CREATE INDEX repair_misfit ON repair (misfit_id, started_at);
CREATE UNIQUE INDEX repair_live ON repair (misfit_id) WHERE state = 'started';

-- The last local night on which a school's links were looked through.
CREATE TABLE doctor_run (
    org_id INTEGER PRIMARY KEY REFERENCES org (id),
    night TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX profile_phone ON profile (phone);

-- Whatever ends a link ends what was wrong with it.
CREATE TRIGGER misfit_ends_with_its_link AFTER UPDATE OF ended_at ON link
WHEN OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL
BEGIN
    UPDATE misfit SET state = 'mended', changed_at = NEW.ended_at
    WHERE link_id = NEW.id AND state IN ('open', 'mending');
END;

-- A misfit with both people and the profile.
CREATE VIEW misfit_seen AS
SELECT m.id, m.org_id, m.link_id, m.person_id, m.kind, m.right_id, m.evidence, m.found_at, m.state,
    l.account_id, l.profile_id,
    p.family, p.given, p.middle, p.born, p.phone,
    f.family AS profile_family, f.given AS profile_given, f.middle AS profile_middle,
    f.born AS profile_born, f.phone AS profile_phone,
    r.family AS right_family, r.given AS right_given, r.middle AS right_middle,
    r.phone AS right_phone
FROM misfit m
JOIN link l ON l.id = m.link_id
JOIN person p ON p.id = m.person_id
JOIN profile f ON f.id = l.profile_id
LEFT JOIN person r ON r.id = m.right_id;
