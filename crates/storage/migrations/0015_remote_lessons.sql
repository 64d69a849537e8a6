-- Lessons that are held as calls: one for a place in the timetable (group, date, number), one
-- running for a teacher. A cancelled one leaves its place.
CREATE TABLE remote_lesson (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    group_id INTEGER NOT NULL REFERENCES class (id),
    date TEXT NOT NULL,
    period INTEGER NOT NULL,
    teacher_id INTEGER NOT NULL REFERENCES person (id),
    state TEXT NOT NULL
        CHECK (state IN ('draft', 'published', 'running', 'finished', 'cancelled')),
    created_at INTEGER NOT NULL,
    published_at INTEGER,
    started_at INTEGER,
    ended_at INTEGER
);
CREATE UNIQUE INDEX remote_lesson_place ON remote_lesson (group_id, date, period)
    WHERE state <> 'cancelled';
CREATE UNIQUE INDEX remote_lesson_running ON remote_lesson (teacher_id) WHERE state = 'running';
