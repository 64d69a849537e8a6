-- Dialogues: chats of two, one for each pair of people. Who of them is a member is computed too.
CREATE TABLE dialogue (
    chat_id INTEGER PRIMARY KEY REFERENCES chat (id),
    one_id INTEGER NOT NULL REFERENCES person (id),
    other_id INTEGER NOT NULL REFERENCES person (id),
    CHECK (one_id < other_id)
);
CREATE UNIQUE INDEX dialogue_pair ON dialogue (one_id, other_id);
CREATE INDEX dialogue_other ON dialogue (other_id);

-- A call of a dialogue rings until it is answered; how it ended when it was not.
ALTER TABLE call ADD COLUMN answered_at INTEGER;
ALTER TABLE call ADD COLUMN outcome TEXT;
CREATE INDEX call_chat ON call (chat_id, id);
