use crate::Result;
use async_trait::async_trait;
use model::{FullName, ImportId, OrgId, PersonId, Role, SourceId};
use std::collections::{BTreeMap, BTreeSet};

/// School data of one source as it is kept, by the ids that the source gave. What an import reads
/// and what it is compared with are both of this shape.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// Schools and authorities.
    pub orgs: BTreeMap<String, RosterOrg>,
    /// Years and terms.
    pub terms: BTreeMap<String, RosterTerm>,
    /// Subjects.
    pub subjects: BTreeMap<String, String>,
    /// People.
    pub people: BTreeMap<String, RosterPerson>,
    /// Roles.
    pub roles: BTreeMap<String, RosterRole>,
    /// Guardian, child.
    pub guardianships: BTreeSet<(String, String)>,
    /// Classes and groups.
    pub classes: BTreeMap<String, RosterClass>,
    /// Who is in them.
    pub enrolments: BTreeMap<String, RosterEnrolment>,
}

/// See [`crate::Org`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RosterOrg {
    pub authority: bool,
    pub name: String,
    pub short_name: String,
    pub identifier: String,
    pub parent: Option<String>,
    pub time_zone: String,
}

/// See [`crate::Term`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RosterTerm {
    pub year: bool,
    pub title: String,
    pub starts: String,
    pub ends: String,
}

/// See [`crate::Person`]; `password` is only ever written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RosterPerson {
    pub name: FullName,
    pub login: String,
    pub born: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// See [`crate::Held`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RosterRole {
    pub person: String,
    pub org: String,
    pub role: Role,
    pub foremost: bool,
    pub begins: Option<String>,
    pub ends: Option<String>,
}

/// See [`crate::Class`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RosterClass {
    pub org: String,
    pub year: Option<String>,
    pub name: String,
    pub grade: String,
    pub room: String,
    /// Class, subject and label of a study group; `None` for a class.
    pub group: Option<RosterGroup>,
}

/// What makes a class a study group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RosterGroup {
    pub class: String,
    pub subject: String,
    pub label: String,
}

/// Somebody in a class or group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RosterEnrolment {
    pub class: String,
    pub person: String,
    pub teacher: bool,
    pub foremost: bool,
    pub begins: Option<String>,
    pub ends: Option<String>,
}

/// School data by source.
#[async_trait]
pub trait RosterRepository {
    /// The source of this name and code, if data came from it.
    async fn source(&mut self, name: &str, code: &str) -> Result<Option<SourceId>>;
    /// The same, made when it is new.
    async fn keep_source(&mut self, name: &str, code: &str) -> Result<SourceId>;
    /// All its data. People and classes that have left are not in it.
    async fn roster(&mut self, source: SourceId) -> Result<Roster>;
    /// Ids of its classes, by the source's own.
    async fn class_ids(&mut self, source: SourceId) -> Result<BTreeMap<String, model::ClassId>>;
    /// Ids of its people, by the source's own.
    async fn person_ids(&mut self, source: SourceId) -> Result<BTreeMap<String, model::PersonId>>;
    /// Ids of its organisations, by the source's own.
    async fn org_ids(&mut self, source: SourceId) -> Result<BTreeMap<String, model::OrgId>>;
    /// Inserts or updates.
    async fn keep_org(&mut self, source: SourceId, id: &str, org: &RosterOrg) -> Result<()>;
    /// Inserts or updates.
    async fn keep_term(&mut self, source: SourceId, id: &str, term: &RosterTerm) -> Result<()>;
    /// Inserts or updates.
    async fn keep_subject(&mut self, source: SourceId, id: &str, name: &str) -> Result<()>;
    /// Inserts or updates, with the account.
    async fn keep_person(&mut self, source: SourceId, id: &str, p: &RosterPerson) -> Result<()>;
    /// Inserts or updates.
    async fn keep_role(&mut self, source: SourceId, id: &str, role: &RosterRole) -> Result<()>;
    /// Adds.
    async fn keep_guardianship(&mut self, source: SourceId, of: &(String, String)) -> Result<()>;
    /// Inserts or updates.
    async fn keep_class(&mut self, source: SourceId, id: &str, class: &RosterClass) -> Result<()>;
    /// Inserts or updates.
    async fn keep_enrolment(&mut self, s: SourceId, id: &str, e: &RosterEnrolment) -> Result<()>;
    /// The person has left: the row stays for what was written, the sessions end.
    async fn retire_person(&mut self, source: SourceId, id: &str, at: i64) -> Result<()>;
    /// The class is over; its chats keep their history.
    async fn retire_class(&mut self, source: SourceId, id: &str) -> Result<()>;
    /// Removes.
    async fn drop_role(&mut self, source: SourceId, id: &str) -> Result<()>;
    /// Removes.
    async fn drop_guardianship(&mut self, source: SourceId, of: &(String, String)) -> Result<()>;
    /// Removes.
    async fn drop_enrolment(&mut self, source: SourceId, id: &str) -> Result<()>;
    /// Notes what was imported; `id` and the columns about undoing are not read.
    async fn insert_import(&mut self, import: &KeptImport) -> Result<ImportId>;
    /// An import.
    async fn import(&mut self, id: ImportId) -> Result<Option<KeptImport>>;
    /// Imports of an organisation and of the source of its data, the latest first.
    async fn imports_of(&mut self, org: OrgId) -> Result<Vec<KeptImport>>;
    /// What was decided for data of a source: key of the choice, key of the option.
    async fn import_choices(&mut self, source: SourceId) -> Result<BTreeMap<String, String>>;
    /// Remembers a decision; an empty option forgets it.
    async fn keep_import_choice(&mut self, source: SourceId, key: &str, option: &str)
    -> Result<()>;
}

/// An import that was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptImport {
    /// Which.
    pub id: ImportId,
    /// Source of the data; `None` where it was not kept.
    pub source: Option<SourceId>,
    /// The one school that it was for.
    pub org: Option<OrgId>,
    /// `roster` or `timetable`.
    pub kind: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Figures as JSON.
    pub summary: String,
    /// Who did it.
    pub by: Option<PersonId>,
    /// Under which name.
    pub by_name: Option<String>,
    /// Name of the file.
    pub file: String,
    /// Whether what was there before is kept.
    pub revertible: bool,
    /// When it was undone.
    pub undone_at: Option<i64>,
    /// By whom.
    pub undone_by: Option<String>,
}
