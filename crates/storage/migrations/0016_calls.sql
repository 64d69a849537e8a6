-- Calls: of a remote lesson, or of a chat. What is allowed in one outlives the room that carries it.
CREATE TABLE call (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL REFERENCES chat (id),
    lesson_id INTEGER UNIQUE REFERENCES remote_lesson (id),
    starter_id INTEGER NOT NULL REFERENCES person (id),
    starter_name TEXT NOT NULL,
    microphone INTEGER NOT NULL,
    camera INTEGER NOT NULL,
    screen INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER
);
CREATE UNIQUE INDEX call_of_chat ON call (chat_id) WHERE ended_at IS NULL AND lesson_id IS NULL;
CREATE INDEX call_running ON call (chat_id) WHERE ended_at IS NULL;

-- What somebody may do otherwise than everybody (NULL: like everybody), and who was sent away.
CREATE TABLE call_person (
    call_id INTEGER NOT NULL REFERENCES call (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    microphone INTEGER,
    camera INTEGER,
    screen INTEGER,
    removed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (call_id, person_id)
) WITHOUT ROWID;
