-- Who signs in to the journal, from where, and how often it failed.
CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    person_id INTEGER NOT NULL UNIQUE REFERENCES person (id),
    login TEXT NOT NULL,
    password TEXT,
    language TEXT,
    UNIQUE (source_id, login)
);

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    -- The token before the last change of privilege, good for some seconds more.
    earlier_hash BLOB,
    renewed_at INTEGER NOT NULL DEFAULT 0,
    account_id INTEGER NOT NULL REFERENCES account (id),
    org_id INTEGER NOT NULL REFERENCES org (id),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    remember INTEGER NOT NULL,
    agent TEXT NOT NULL,
    address TEXT NOT NULL,
    ended_at INTEGER
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE throttle (
    key TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) WITHOUT ROWID;
