use crate::Result;
use async_trait::async_trait;
use model::{ClassId, OrgId, PersonId};

/// When a lesson rings, `HH:MM`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// «1 урок»
    pub number: i64,
    /// Begins.
    pub starts: String,
    /// Ends.
    pub ends: String,
}

/// A lesson of the week.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// Study group.
    pub group: ClassId,
    /// 0 = Monday.
    pub weekday: i64,
    /// Number in the day.
    pub period: i64,
    /// aSc mask of weeks, `1` = every week.
    pub weeks: String,
    /// aSc mask of terms, `1` = all.
    pub terms: String,
    /// Room.
    pub room: String,
    /// Who teaches it.
    pub teacher: Option<PersonId>,
}

/// The week of a school.
#[async_trait]
pub trait TimetableRepository {
    /// Bell times.
    async fn periods(&mut self, org: OrgId) -> Result<Vec<Period>>;
    /// All lessons of a school.
    async fn slots(&mut self, org: OrgId) -> Result<Vec<Slot>>;
    /// Lessons of a group.
    async fn slots_of_group(&mut self, group: ClassId) -> Result<Vec<Slot>>;
    /// Lessons of a teacher.
    async fn slots_of_teacher(&mut self, teacher: PersonId) -> Result<Vec<Slot>>;
    /// Replaces the bell times.
    async fn replace_periods(&mut self, org: OrgId, periods: &[Period]) -> Result<()>;
    /// Replaces the lessons.
    async fn replace_slots(&mut self, org: OrgId, slots: &[Slot]) -> Result<()>;
}
