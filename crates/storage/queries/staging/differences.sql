-- What is compared anew when something was changed meanwhile.
DROP TABLE IF EXISTS temp.d_org; DROP TABLE IF EXISTS temp.d_term; DROP TABLE IF EXISTS temp.d_subject;
DROP TABLE IF EXISTS temp.gone_person; DROP TABLE IF EXISTS temp.live; DROP TABLE IF EXISTS temp.d_user;
DROP TABLE IF EXISTS temp.gone_role; DROP TABLE IF EXISTS temp.d_role; DROP TABLE IF EXISTS temp.pupil;
DROP TABLE IF EXISTS temp.w_pair; DROP TABLE IF EXISTS temp.gone_pair; DROP TABLE IF EXISTS temp.d_pair;
DROP TABLE IF EXISTS temp.gone_class; DROP TABLE IF EXISTS temp.d_class; DROP TABLE IF EXISTS temp.live_class;
DROP TABLE IF EXISTS temp.gone_enrolment; DROP TABLE IF EXISTS temp.d_enrolment;
DROP TABLE IF EXISTS temp.leaver; DROP TABLE IF EXISTS temp.home_before;
DROP TABLE IF EXISTS temp.t_class; DROP TABLE IF EXISTS temp.t_staff;
CREATE TEMP TABLE d_org (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE d_term (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE d_subject (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE gone_person (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE live (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE d_user (
    id TEXT PRIMARY KEY, person INTEGER, fresh INTEGER, family TEXT, given TEXT, middle TEXT,
    born TEXT, phone TEXT, email TEXT, login TEXT,
    name_differs INTEGER, login_differs INTEGER, born_differs INTEGER, phone_differs INTEGER,
    email_differs INTEGER
);
CREATE TEMP TABLE gone_role (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE d_role (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE pupil (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE w_pair (guardian TEXT, child TEXT, PRIMARY KEY (guardian, child)) WITHOUT ROWID;
CREATE TEMP TABLE d_pair (guardian TEXT, child TEXT, PRIMARY KEY (guardian, child)) WITHOUT ROWID;
CREATE TEMP TABLE gone_pair (guardian INTEGER, child INTEGER, PRIMARY KEY (guardian, child)) WITHOUT ROWID;
CREATE TEMP TABLE gone_class (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE d_class (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE live_class (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE gone_enrolment (id INTEGER PRIMARY KEY);
-- A row of n_enrolment, and the row that is kept.
CREATE TEMP TABLE d_enrolment (id INTEGER PRIMARY KEY, old INTEGER);
CREATE TEMP TABLE leaver (name TEXT, class TEXT, roles TEXT, linked INTEGER, signed_in INTEGER);
CREATE TEMP TABLE home_before (person INTEGER PRIMARY KEY, class INTEGER, name TEXT);
CREATE TEMP TABLE t_class (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE t_staff (id INTEGER PRIMARY KEY);
