use crate::Result;
use async_trait::async_trait;
use model::{ClassId, LessonState, OrgId, PersonId, RemoteLessonId};

/// A lesson that is held as a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteLesson {
    /// Which.
    pub id: RemoteLessonId,
    /// School.
    pub org: OrgId,
    /// Study group.
    pub group: ClassId,
    /// `YYYY-MM-DD` at the school.
    pub date: String,
    /// Number in the day.
    pub period: i64,
    /// Who planned it and holds it.
    pub teacher: PersonId,
    /// Where it stands.
    pub state: LessonState,
    /// When the call began, Unix milliseconds.
    pub started_at: Option<i64>,
    /// When it was finished or called off, Unix milliseconds.
    pub ended_at: Option<i64>,
}

/// A place in the timetable that gets a remote lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRemoteLesson {
    /// School.
    pub org: OrgId,
    /// Study group.
    pub group: ClassId,
    /// `YYYY-MM-DD` at the school.
    pub date: String,
    /// Number in the day.
    pub period: i64,
    /// Who plans it.
    pub teacher: PersonId,
}

/// Remote lessons.
#[async_trait]
pub trait LessonRepository {
    /// Those of some groups from one day to another, both included, without the cancelled ones.
    async fn remote_lessons(
        &mut self,
        groups: &[ClassId],
        from: &str,
        to: &str,
    ) -> Result<Vec<RemoteLesson>>;
    /// One of any state.
    async fn remote_lesson(&mut self, id: RemoteLessonId) -> Result<Option<RemoteLesson>>;
    /// The one that a teacher holds now.
    async fn running_lesson(&mut self, teacher: PersonId) -> Result<Option<RemoteLesson>>;
    /// All that are held now, in every school.
    async fn running_lessons(&mut self) -> Result<Vec<RemoteLesson>>;
    /// A draft. `None` when the place is taken.
    async fn insert_remote_lesson(
        &mut self,
        lesson: &NewRemoteLesson,
        now: i64,
    ) -> Result<Option<RemoteLessonId>>;
    /// A published one begins, held by this teacher. False when it is no longer published.
    async fn start_remote_lesson(
        &mut self,
        id: RemoteLessonId,
        teacher: PersonId,
        now: i64,
    ) -> Result<bool>;
    /// Moves one on. False when it is no longer where it was.
    async fn move_remote_lesson(
        &mut self,
        id: RemoteLessonId,
        from: LessonState,
        to: LessonState,
        now: i64,
    ) -> Result<bool>;
}
