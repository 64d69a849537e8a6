-- Records of the embedded VK ID (accounts, codes, tokens), which knows its own formats, and the
-- codes that a demonstration shows instead of sending.
CREATE TABLE record (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL,
    version INTEGER NOT NULL,
    expires_at INTEGER
) WITHOUT ROWID;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    phone TEXT NOT NULL,
    text TEXT NOT NULL,
    code TEXT NOT NULL
);
