-- Chats number their messages 1, 2, 3 ...; membership is computed, never edited.
CREATE TABLE chat (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    kind TEXT NOT NULL,
    class_id INTEGER REFERENCES class (id),
    group_id INTEGER REFERENCES class (id),
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX chat_of_class ON chat (class_id, kind) WHERE kind IN ('class', 'parents');
CREATE UNIQUE INDEX chat_of_staff ON chat (org_id) WHERE kind = 'staff';
CREATE UNIQUE INDEX chat_of_group ON chat (group_id) WHERE kind = 'subject';
CREATE INDEX chat_class ON chat (class_id);

CREATE TABLE membership (
    chat_id INTEGER NOT NULL REFERENCES chat (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    reasons TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (chat_id, person_id)
) WITHOUT ROWID;
CREATE INDEX membership_person ON membership (person_id);

CREATE TABLE message (
    chat_id INTEGER NOT NULL REFERENCES chat (id),
    seq INTEGER NOT NULL,
    author_id INTEGER NOT NULL REFERENCES person (id),
    author_name TEXT NOT NULL,
    author_role TEXT NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX message_key ON message (author_id, key);

CREATE TABLE read_cursor (
    chat_id INTEGER NOT NULL REFERENCES chat (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    seq INTEGER NOT NULL,
    PRIMARY KEY (chat_id, person_id)
) WITHOUT ROWID;
