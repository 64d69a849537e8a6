use crate::Result;
use async_trait::async_trait;
use model::OrgId;

/// People, and how many of them have a linked profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// All.
    pub all: i64,
    /// With a linked profile.
    pub linked: i64,
}

/// A school in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolFigures {
    /// Which.
    pub org: OrgId,
    /// Full name.
    pub name: String,
    /// «Школа № 12»
    pub short_name: String,
    /// Everybody who has chats, each person once.
    pub people: Counted,
    /// Pupils.
    pub pupils: Counted,
    /// Guardians.
    pub guardians: Counted,
    /// Teachers.
    pub teachers: Counted,
    /// Chats that are open.
    pub chats: i64,
    /// When its data or timetable was last imported.
    pub imported: Option<i64>,
}

/// What is left to do in a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WorkLeft {
    /// People without a first password.
    pub passwords: i64,
    /// Links whose number belongs to somebody of the other generation.
    pub misfits: i64,
}

/// Schools in figures.
#[async_trait]
pub trait FigureRepository {
    /// The school itself, or the schools of an authority, by name; `day` is the day for which
    /// roles hold.
    async fn school_figures(&mut self, org: OrgId, day: &str) -> Result<Vec<SchoolFigures>>;
    /// Messages of a school's chats since an instant.
    async fn messages_since(&mut self, org: OrgId, at: i64) -> Result<i64>;
    /// Devices seen since an instant.
    async fn devices_since(&mut self, org: OrgId, at: i64) -> Result<i64>;
    /// What is left to do.
    async fn work_left(&mut self, org: OrgId, day: &str) -> Result<WorkLeft>;
}
