use crate::Result;
use async_trait::async_trait;
use model::{ClassId, FullName, OrgId, PersonId, Role, SourceId};

/// A school or an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Org {
    /// Which.
    pub id: OrgId,
    /// Where its data comes from.
    pub source: SourceId,
    /// Id in that data.
    pub external_id: String,
    /// An authority rather than a school.
    pub authority: bool,
    /// Full name.
    pub name: String,
    /// «Школа № 12»
    pub short_name: String,
    /// State number.
    pub identifier: String,
    /// IANA name.
    pub time_zone: String,
}

impl Org {
    /// Whether it is called so at the command line: by its number, its id or a name.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        let names = [
            &self.identifier,
            &self.external_id,
            &self.name,
            &self.short_name,
        ];
        names.iter().any(|name| name.as_str() == text)
    }
}

/// A school year or a term of it; dates as `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Which.
    pub id: i64,
    /// A whole year rather than a part of one.
    pub year: bool,
    /// «2026/2027 учебный год»
    pub title: String,
    /// First day.
    pub starts: String,
    /// Last day.
    pub ends: String,
}

/// A person of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: FullName,
    /// Birth date, `YYYY-MM-DD`.
    pub born: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Still in the data.
    pub active: bool,
    /// Where the data comes from.
    pub source: SourceId,
}

/// A role somebody has somewhere, on the day asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Role.
    pub role: Role,
    /// Where.
    pub org: OrgId,
    /// The primary one.
    pub foremost: bool,
}

/// A class, or a study group with its class and subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Which.
    pub id: ClassId,
    /// School.
    pub org: OrgId,
    /// A study group rather than a class.
    pub group: bool,
    /// «4А»; of a group the name of its class.
    pub class_name: String,
    /// Class of a group.
    pub class: Option<ClassId>,
    /// «Английский язык», of a group.
    pub subject: String,
    /// «1 группа», or empty.
    pub label: String,
    /// Room.
    pub room: String,
}

/// Somebody in a class or group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: FullName,
    /// A teacher rather than a pupil.
    pub teacher: bool,
    /// Marked as the primary one.
    pub foremost: bool,
    /// Has a linked profile.
    pub linked: bool,
}

/// A guardian of a pupil of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guardian {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: FullName,
    /// Of whom.
    pub child: PersonId,
    /// Name of the child.
    pub child_name: FullName,
    /// Has a linked profile.
    pub linked: bool,
}

/// The school as it is now. `day` is the day (`YYYY-MM-DD`) for which roles and enrolments hold.
#[async_trait]
pub trait SchoolRepository {
    /// All organisations.
    async fn orgs(&mut self) -> Result<Vec<Org>>;
    /// One organisation.
    async fn org(&mut self, id: OrgId) -> Result<Option<Org>>;
    /// Years and terms of a source, in order of time.
    async fn terms(&mut self, source: SourceId) -> Result<Vec<Term>>;
    /// One person.
    async fn person(&mut self, id: PersonId) -> Result<Option<Person>>;
    /// Active people with this number.
    async fn people_by_phone(&mut self, phone: &str) -> Result<Vec<Person>>;
    /// Roles on a day.
    async fn roles_of(&mut self, person: PersonId, day: &str) -> Result<Vec<Held>>;
    /// Active children of a guardian, by name.
    async fn children_of(&mut self, person: PersonId) -> Result<Vec<Person>>;
    /// Classes and groups in which somebody is a pupil.
    async fn studies(&mut self, person: PersonId, day: &str) -> Result<Vec<Class>>;
    /// Classes and groups in which somebody is a teacher.
    async fn teaches(&mut self, person: PersonId, day: &str) -> Result<Vec<Class>>;
    /// One class or group.
    async fn class(&mut self, id: ClassId) -> Result<Option<Class>>;
    /// Classes (not groups) of a school, or its groups.
    async fn classes_of(&mut self, org: OrgId, groups: bool) -> Result<Vec<Class>>;
    /// Groups of a class.
    async fn groups_of(&mut self, class: ClassId) -> Result<Vec<Class>>;
    /// People in a class or group.
    async fn enrolled(&mut self, class: ClassId, day: &str) -> Result<Vec<Enrolled>>;
    /// Guardians of the pupils of a class.
    async fn guardians_in(&mut self, class: ClassId, day: &str) -> Result<Vec<Guardian>>;
    /// Teachers of a school.
    async fn teachers_of(&mut self, org: OrgId, day: &str) -> Result<Vec<Enrolled>>;
}
