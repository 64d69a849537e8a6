-- The school as its data says it is: every row keeps the id that the exporting system gave it,
-- so that the same file imported twice changes nothing.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    system_name TEXT NOT NULL,
    system_code TEXT NOT NULL,
    UNIQUE (system_name, system_code)
);

CREATE TABLE org (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    external_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('authority', 'school')),
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    identifier TEXT NOT NULL,
    parent_id INTEGER REFERENCES org (id),
    time_zone TEXT NOT NULL,
    UNIQUE (source_id, external_id)
);

CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    external_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('year', 'term')),
    title TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    UNIQUE (source_id, external_id)
);

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    external_id TEXT NOT NULL,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    middle TEXT NOT NULL,
    born TEXT,
    phone TEXT,
    email TEXT,
    active INTEGER NOT NULL,
    UNIQUE (source_id, external_id)
);
CREATE INDEX person_phone ON person (phone);

CREATE TABLE role (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    external_id TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    org_id INTEGER NOT NULL REFERENCES org (id),
    role TEXT NOT NULL,
    foremost INTEGER NOT NULL,
    begins TEXT,
    ends TEXT,
    UNIQUE (source_id, external_id)
);
CREATE INDEX role_person ON role (person_id);
CREATE INDEX role_org ON role (org_id, role);

CREATE TABLE guardianship (
    source_id INTEGER NOT NULL REFERENCES source (id),
    guardian_id INTEGER NOT NULL REFERENCES person (id),
    child_id INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (guardian_id, child_id)
) WITHOUT ROWID;
CREATE INDEX guardianship_child ON guardianship (child_id);

CREATE TABLE subject (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (source_id, external_id)
);

-- A class («4А») or a study group of it («Английский язык 4А (1 группа)»), which names its class.
CREATE TABLE class (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    external_id TEXT NOT NULL,
    org_id INTEGER NOT NULL REFERENCES org (id),
    year_id INTEGER REFERENCES term (id),
    kind TEXT NOT NULL CHECK (kind IN ('class', 'group')),
    name TEXT NOT NULL,
    grade TEXT NOT NULL,
    label TEXT NOT NULL,
    room TEXT NOT NULL,
    class_id INTEGER REFERENCES class (id),
    subject_id INTEGER REFERENCES subject (id),
    active INTEGER NOT NULL,
    UNIQUE (source_id, external_id)
);
CREATE INDEX class_org ON class (org_id, kind);
CREATE INDEX class_parent ON class (class_id);

CREATE TABLE enrolment (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    external_id TEXT NOT NULL,
    class_id INTEGER NOT NULL REFERENCES class (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    role TEXT NOT NULL CHECK (role IN ('pupil', 'teacher')),
    foremost INTEGER NOT NULL,
    begins TEXT,
    ends TEXT,
    UNIQUE (source_id, external_id)
);
CREATE INDEX enrolment_class ON enrolment (class_id, role);
CREATE INDEX enrolment_person ON enrolment (person_id);

CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    source_id INTEGER REFERENCES source (id),
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    summary TEXT NOT NULL
);
