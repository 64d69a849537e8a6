-- What an administrator dropped in the browser, from its arrival to its application. The files
-- themselves lie in a folder beside the database.
CREATE TABLE upload (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    by_id INTEGER NOT NULL REFERENCES person (id),
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Its folder below «uploads», a random name; empty once the files are gone.
    folder TEXT NOT NULL,
    -- What the files were called, for people.
    file TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('checking', 'ready', 'refused', 'applying', 'applied', 'discarded')
    ),
    moved_at INTEGER NOT NULL,
    -- Decisions, JSON.
    choices TEXT NOT NULL,
    -- The preview or what was done, JSON.
    report TEXT NOT NULL,
    -- Which state of the data the preview was made of.
    basis TEXT NOT NULL,
    -- The preview was made anew because the data had changed.
    stale INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX upload_org ON upload (org_id, id);
