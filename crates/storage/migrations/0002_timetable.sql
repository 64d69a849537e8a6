-- The week of a school: when lessons ring, and which group has which lesson in which of them.
CREATE TABLE period (
    org_id INTEGER NOT NULL REFERENCES org (id),
    number INTEGER NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    PRIMARY KEY (org_id, number)
) WITHOUT ROWID;

CREATE TABLE slot (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    group_id INTEGER NOT NULL REFERENCES class (id),
    weekday INTEGER NOT NULL,
    period INTEGER NOT NULL,
    weeks TEXT NOT NULL,
    terms TEXT NOT NULL,
    room TEXT NOT NULL,
    teacher_id INTEGER REFERENCES person (id)
);
CREATE INDEX slot_group ON slot (group_id);
CREATE INDEX slot_teacher ON slot (teacher_id);
CREATE INDEX slot_org ON slot (org_id);
