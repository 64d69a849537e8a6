-- Learning profiles and what ties them to accounts: one to one, at one time.
CREATE TABLE profile (
    id INTEGER PRIMARY KEY,
    vk_id TEXT NOT NULL UNIQUE,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    middle TEXT NOT NULL,
    born TEXT,
    phone TEXT,
    created_at INTEGER NOT NULL
);

CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    profile_id INTEGER NOT NULL REFERENCES profile (id),
    linked_at INTEGER NOT NULL,
    tokens BLOB,
    ended_at INTEGER,
    end_reason TEXT
);
CREATE UNIQUE INDEX link_account ON link (account_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX link_profile ON link (profile_id) WHERE ended_at IS NULL;
CREATE INDEX link_person ON link (person_id) WHERE ended_at IS NULL;

-- One try to link: one-time, bound to the session and the account, ten minutes.
CREATE TABLE link_try (
    id INTEGER PRIMARY KEY,
    state_hash BLOB NOT NULL UNIQUE,
    session_id INTEGER NOT NULL REFERENCES session (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    stage TEXT NOT NULL CHECK (stage IN ('asked', 'review', 'mismatch', 'failed', 'done')),
    secret BLOB NOT NULL,
    detail TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX link_try_session ON link_try (session_id);
