-- What comes in (n_), what differs (d_) and what goes (gone_), on the importing connection only.
CREATE TEMP TABLE how (
    source INTEGER, own INTEGER, own_id TEXT, own_name TEXT, alone INTEGER, v11 INTEGER,
    orgs TEXT, users TEXT, roles TEXT, classes TEXT, enrolments TEXT, all_dirty INTEGER,
    at INTEGER, import INTEGER
);
CREATE TEMP TABLE n_org (id TEXT, line INTEGER, kind TEXT, name TEXT, short_name TEXT, identifier TEXT, parent TEXT, zone TEXT);
CREATE TEMP TABLE n_term (id TEXT, line INTEGER, year INTEGER, title TEXT, starts TEXT, ends TEXT, parent TEXT);
CREATE TEMP TABLE n_subject (id TEXT, line INTEGER, name TEXT);
-- kind: 0 counts, 1 is to be deleted, 2 is there and does not count.
CREATE TEMP TABLE n_class (
    id TEXT, line INTEGER, kind INTEGER, home INTEGER, title TEXT, code TEXT, course TEXT, org TEXT,
    terms TEXT, subject TEXT, grade TEXT, room TEXT, stated TEXT
);
CREATE TEMP TABLE n_user (
    id TEXT, line INTEGER, kind INTEGER, family TEXT, given TEXT, middle TEXT, login TEXT,
    phone TEXT, email TEXT, agents INTEGER, password TEXT, hash TEXT
);
CREATE TEMP TABLE n_agent (id TEXT, line INTEGER, agent TEXT);
CREATE TEMP TABLE n_role (
    id TEXT, line INTEGER, kind INTEGER, person TEXT, org TEXT, role TEXT, foremost INTEGER,
    begins TEXT, ends TEXT
);
CREATE TEMP TABLE n_born (id TEXT, line INTEGER, born TEXT);
CREATE TEMP TABLE n_enrolment (
    id TEXT, line INTEGER, kind INTEGER, class TEXT, person TEXT, teacher INTEGER,
    foremost INTEGER, begins TEXT, ends TEXT, digest INTEGER
);
CREATE TEMP TABLE n_fault (file TEXT, line INTEGER, col TEXT, value TEXT, code TEXT, first INTEGER);
-- Who belongs to a school that the import is not for, and whether to the own one as well.
CREATE TEMP TABLE elsewhere (id TEXT PRIMARY KEY, here INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE n_skipped (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE dirty (bucket INTEGER PRIMARY KEY);
CREATE TEMP TABLE w_class (
    id TEXT PRIMARY KEY, org TEXT, year TEXT, grouped INTEGER, name TEXT, grade TEXT, room TEXT,
    class TEXT, subject TEXT, label TEXT
) WITHOUT ROWID;
