use crate::Result;
use async_trait::async_trait;
use model::{CallId, CallOutcome, CallRights, ChatId, PersonId, RemoteLessonId};

/// A call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Which; ignored when inserted.
    pub id: CallId,
    /// Its chat.
    pub chat: ChatId,
    /// The remote lesson that is held as it.
    pub lesson: Option<RemoteLessonId>,
    /// Who has begun it.
    pub starter: PersonId,
    /// The name it was begun under.
    pub starter_name: String,
    /// What everybody may do, unless something else holds for somebody.
    pub all: CallRights,
    /// Since when, Unix milliseconds.
    pub started_at: i64,
    /// Until when, Unix milliseconds.
    pub ended_at: Option<i64>,
    /// Of a dialogue: when the other one came, Unix milliseconds.
    pub answered_at: Option<i64>,
    /// How it ended when nobody answered.
    pub outcome: Option<CallOutcome>,
}

/// What holds for one person in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallGuest {
    /// Who.
    pub person: PersonId,
    /// May be heard; like everybody where it is not said, as with the two below.
    pub microphone: Option<bool>,
    /// May be seen.
    pub camera: Option<bool>,
    /// May show the screen.
    pub screen: Option<bool>,
    /// Was sent away, and stays out until let in.
    pub removed: bool,
}

/// Calls.
#[async_trait]
pub trait CallRepository {
    /// One of any time.
    async fn call(&mut self, id: CallId) -> Result<Option<Call>>;
    /// That of a remote lesson.
    async fn call_of_lesson(&mut self, lesson: RemoteLessonId) -> Result<Option<Call>>;
    /// What goes on in a chat; a lesson comes before a call of the chat itself.
    async fn running_call_in(&mut self, chat: ChatId) -> Result<Option<Call>>;
    /// All that go on, in every school.
    async fn running_calls(&mut self) -> Result<Vec<Call>>;
    /// What goes on in the chats of a person, lessons last.
    async fn running_calls_of(&mut self, person: PersonId) -> Result<Vec<Call>>;
    /// A call begins. `None` when the chat or the lesson has one.
    async fn insert_call(&mut self, call: &Call) -> Result<Option<CallId>>;
    /// A call ends. False when it had.
    async fn end_call(
        &mut self,
        id: CallId,
        now: i64,
        outcome: Option<CallOutcome>,
    ) -> Result<bool>;
    /// Somebody answers. False when somebody had, or it is over.
    async fn answer_call(&mut self, id: CallId, now: i64) -> Result<bool>;
    /// The newest of a chat, over or not.
    async fn last_call_in(&mut self, chat: ChatId) -> Result<Option<Call>>;
    /// Changes what everybody may do.
    async fn allow_all(&mut self, id: CallId, all: CallRights) -> Result<()>;
    /// For whom something else holds.
    async fn call_guests(&mut self, id: CallId) -> Result<Vec<CallGuest>>;
    /// Keeps what holds for somebody.
    async fn keep_call_guest(&mut self, id: CallId, guest: &CallGuest) -> Result<()>;
}
