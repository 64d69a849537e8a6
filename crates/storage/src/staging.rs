use crate::{Repository, Result};
use async_trait::async_trait;
use model::{
    ClassId, ImportId, OrgId, PersonId, Role, SourceId,
    views::{
        Capped, Changed, HandDiffers, ImportFaultRow, InTheWay, Losing, Moved, RosterReport,
        Standing,
    },
};

/// A place of one import, aside from everything else: rows that come in lie there with what differs,
/// on the disk rather than in memory. It is gone when dropped.
#[async_trait]
pub trait Staging: Send + Sync {
    /// A transaction that sees the staged rows and a moment of the school, and blocks nobody. What
    /// it stages stays once it is saved.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn look(&self) -> Result<Box<dyn Repository>>;

    /// The same as the one writer; waits for its turn.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn write(&self) -> Result<Box<dyn Repository>>;
}

/// What can be staged; rows are JSON arrays in the order of the columns named here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Incoming {
    /// id, line, `school` or `authority` or `skip`, name, short name, identifier, parent, time zone
    Orgs,
    /// id, line, whether a year, title, first day, last day, parent
    Terms,
    /// id, line, name
    Subjects,
    /// id, line, kind, whether a class, title, code, course, school, terms, subject, grade, room,
    /// stated class. Kinds here and below: 0 counts, 1 is to be deleted, 2 does not count.
    Classes,
    /// id, line, kind, family, given, middle, login, phone, e-mail, number of agents, password
    Users,
    /// id, line, agent
    Agents,
    /// id, line, kind, person, organisation, role, whether foremost, first day, last day
    Roles,
    /// id, line, birth date
    Births,
    /// id, line, kind, class, person, whether a teacher, whether foremost, first day, last day,
    /// digest
    Enrolments,
    /// Buckets of enrolments that differ.
    Dirty,
    /// id, school, year, whether a group, name, grade, room, class, subject, label
    Resolved,
    /// id, hash of the password
    Hashes,
}

/// How what is staged is to be applied. Modes are `bulk`, `delta` or `absent`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct StagedHow {
    /// `None` before the first import of a source.
    pub source: Option<SourceId>,
    /// The one school that it is for, with its id in the data.
    pub own: Option<(OrgId, String)>,
    /// Version 1.1, where roles are said by the users.
    pub v11: bool,
    pub orgs: &'static str,
    pub users: &'static str,
    pub roles: &'static str,
    pub classes: &'static str,
    pub enrolments: &'static str,
    /// All enrolments were staged, not only those of buckets that differ.
    pub all_dirty: bool,
    /// The time of the import.
    pub at: i64,
}

/// A staged class or study group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedClass {
    /// Id in the data.
    pub id: String,
    /// Line of `classes.csv`.
    pub line: u64,
    /// A class rather than a study group.
    pub home: bool,
    /// Title.
    pub title: String,
    /// `classCode`
    pub code: String,
    /// Course.
    pub course: Option<String>,
    /// Name of the course, if it is known.
    pub course_name: Option<String>,
    /// Terms as a JSON array.
    pub terms: String,
    /// The first of `subjects`.
    pub subject: Option<String>,
    /// Grades.
    pub grade: String,
    /// Room.
    pub room: String,
    /// `metadata.homeroomSourcedId`
    pub stated: Option<String>,
    /// Title of the stated class, if it is one.
    pub stated_name: Option<String>,
}

/// Somebody who comes in with a login that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginClash {
    /// Id in the data.
    pub id: String,
    /// Line of `users.csv`.
    pub line: u64,
    /// The login.
    pub login: String,
    /// Who comes.
    pub name: String,
    /// Who has it.
    pub other: String,
    /// A login like it that nobody has.
    pub free: Option<String>,
}

/// A role with rights over others that an import gave or took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RightChanged {
    /// Where.
    pub org: OrgId,
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub role: Role,
    /// Given rather than taken.
    pub given: bool,
}

/// Figures and lists of an import, as far as the database tells them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct StagedReport {
    pub totals: [u64; 4],
    pub rows: (u64, u64),
    pub appears: Capped<Standing>,
    pub leaves: Capped<Standing>,
    pub loses_access: Capped<Losing>,
    pub moves: Capped<Moved>,
    pub changed: Capped<Changed>,
    pub by_hand: Capped<HandDiffers>,
    pub hand_ended: u64,
    pub newest_chat: i64,
}

impl From<StagedReport> for RosterReport {
    fn from(staged: StagedReport) -> Self {
        Self {
            totals: staged.totals,
            rows: staged.rows,
            appears: staged.appears,
            leaves: staged.leaves,
            loses_access: staged.loses_access,
            moves: staged.moves,
            changed: staged.changed,
            by_hand: staged.by_hand,
            hand_ended: staged.hand_ended,
            ..Self::default()
        }
    }
}

/// Staged rows, what differs, and taking an import back. Only on a transaction of a [`Staging`].
#[async_trait]
pub trait StagingRepository {
    /// Makes room.
    async fn begin_staging(&mut self) -> Result<()>;
    /// Says how it is to be applied; the last word counts.
    async fn stage_how(&mut self, how: &StagedHow) -> Result<()>;
    /// Stages rows.
    async fn stage(&mut self, what: Incoming, rows: &str) -> Result<()>;
    /// All rows are in; finds identifiers that were used twice.
    async fn end_staging(&mut self) -> Result<()>;
    /// Digests of enrolments that are kept, from a row on: the numbers with commas between, and the
    /// row to go on from. `None` when some have no digest.
    async fn digests(
        &mut self,
        source: SourceId,
        own: Option<OrgId>,
        from: i64,
    ) -> Result<Option<(String, Option<i64>)>>;
    /// Schools that come in with their lines and names.
    async fn staged_schools(&mut self) -> Result<Vec<(String, u64, String)>>;
    /// Terms that come in or are kept: id, parent, whether a year.
    async fn staged_terms(&mut self) -> Result<Vec<(String, Option<String>, bool)>>;
    /// Schools that have staged classes.
    async fn schools_of_classes(&mut self) -> Result<Vec<String>>;
    /// Staged classes of a school in the order of the file.
    async fn staged_classes(&mut self, school: &str) -> Result<Vec<StagedClass>>;
    /// Classes that a school has and that are not staged: id and name.
    async fn kept_homes(&mut self, school: &str) -> Result<Vec<(String, String)>>;
    /// People who come in with a login that somebody of another source has at the same school.
    async fn login_clashes(&mut self, other: (&str, &str)) -> Result<Vec<LoginClash>>;
    /// Gives somebody who comes in another login; `None` leaves them out.
    async fn stage_login(&mut self, id: &str, login: Option<&str>) -> Result<()>;
    /// Finds faults between rows, and what differs.
    async fn compare(&mut self) -> Result<()>;
    /// The first faults, by file and line.
    async fn staged_faults(&mut self, most: usize) -> Result<Vec<ImportFaultRow>>;
    /// Something that differs once school data was changed by anybody.
    async fn stamp(&mut self) -> Result<String>;
    /// Makes a provisional school the one of the data.
    async fn adopt_org(&mut self, org: OrgId, source: SourceId, external: &str) -> Result<()>;
    /// How many people get the password that comes with the data.
    async fn passwords_wanted(&mut self) -> Result<u64>;
    /// Some of them who have no hash yet: id and password.
    async fn unhashed(&mut self, most: usize) -> Result<Vec<(String, String)>>;
    /// Writes the difference as the given import.
    async fn apply_staged(&mut self, import: ImportId) -> Result<()>;
    /// Classes and staffs whose chats may change, leaving out those where nobody is linked and no
    /// chat is open.
    async fn touched(&mut self) -> Result<(Vec<ClassId>, Vec<OrgId>)>;
    /// What was done.
    async fn staged_report(&mut self, import: ImportId) -> Result<StagedReport>;
    /// Roles with rights over others that it gave or took.
    async fn rights_changed(&mut self, import: ImportId) -> Result<Vec<RightChanged>>;
    /// Puts the figures into an import's record.
    async fn keep_summary(&mut self, import: ImportId, summary: &str) -> Result<()>;
    /// Forgets what was there before imports that are not among the last ones.
    async fn forget_old_imports(&mut self) -> Result<()>;

    /// What stands in the way of taking an import back.
    async fn in_the_way(&mut self, import: ImportId, at: i64) -> Result<Vec<InTheWay>>;
    /// Takes it back; people gone, people back, rows.
    async fn undo_staged(&mut self, import: ImportId) -> Result<(u64, u64, u64)>;
    /// Notes that it was taken back.
    async fn mark_undone(&mut self, import: ImportId, at: i64, by: Option<&str>) -> Result<()>;
    /// Keeps what was there before, as JSON.
    async fn keep_before(&mut self, import: ImportId, kind: &str, before: &str) -> Result<()>;
    /// What was kept so.
    async fn before(&mut self, import: ImportId, kind: &str) -> Result<Option<String>>;
}
