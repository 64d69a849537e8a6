use crate::Result;
use async_trait::async_trait;
use model::{ClassId, FullName, OrgId, PersonId, Role};

/// How many of one part of a class have linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progressed {
    /// Class; `None` for the whole school, where everybody counts once.
    pub class: Option<ClassId>,
    /// «4А»
    pub class_name: String,
    /// Pupils, guardians or teachers.
    pub part: Role,
    /// All of them.
    pub people: i64,
    /// With a live link.
    pub linked: i64,
}

/// Somebody of a class, linked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: FullName,
    /// Pupil, guardian or teacher.
    pub part: Role,
    /// Names of own children in the class.
    pub children: String,
    /// Last time somebody signed in as them.
    pub signed_in_at: Option<i64>,
    /// Has a live link.
    pub linked: bool,
}

/// Where the roster has somebody from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// System that exported it.
    pub system: String,
    /// Id there.
    pub row: String,
    /// Last import that changed something.
    pub imported_at: Option<i64>,
}

/// Who has linked.
#[async_trait]
pub trait ProgressRepository {
    /// Every class of a school and the school itself.
    async fn progress_of_org(&mut self, org: OrgId, day: &str) -> Result<Vec<Progressed>>;
    /// Everybody of a class, by name.
    async fn progress_of_class(&mut self, class: ClassId, day: &str) -> Result<Vec<Member>>;
    /// Classes of a school whose class teacher somebody is.
    async fn classes_led(
        &mut self,
        teacher: PersonId,
        org: OrgId,
        day: &str,
    ) -> Result<Vec<(ClassId, String)>>;
    /// Classes of pupils, and of the children of guardians.
    async fn classes_of_people(
        &mut self,
        people: &[PersonId],
        day: &str,
    ) -> Result<Vec<(PersonId, ClassId, String)>>;
    /// Where the roster has somebody from.
    async fn roster_row(&mut self, person: PersonId) -> Result<Option<RosterRow>>;
}
