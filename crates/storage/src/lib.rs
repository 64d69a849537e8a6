//! What is kept, as traits: a driver implements them, the conformance suite proves it.
//!
//! A [`Repository`] is a transaction. One from [`Storage::read`] sees one moment; one from
//! [`Storage::write`] is the only writer, and nothing of it stays unless [`Repository::save`]
//! consumes it. Absence is `Ok(None)`; a failure of the database is [`Fault`].

mod accounts;
mod audit;
mod calls;
mod chats;
mod codes;
mod dialogues;
mod doctor;
mod figures;
mod lessons;
mod links;
mod people;
mod progress;
mod records;
mod roster;
mod school;
mod staging;
mod timetable;
mod uploads;

pub use accounts::*;
pub use audit::*;
pub use calls::*;
pub use chats::*;
pub use codes::*;
pub use dialogues::*;
pub use doctor::*;
pub use figures::*;
pub use lessons::*;
pub use links::*;
pub use people::*;
pub use progress::*;
pub use records::*;
pub use roster::*;
pub use school::*;
pub use staging::*;
pub use timetable::*;
pub use uploads::*;

use async_trait::async_trait;

/// What a driver is opened to.
#[async_trait]
pub trait Storage: Send + Sync {
    /// A view of one moment.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn read(&self) -> Result<Box<dyn Repository>>;

    /// The one writer; waits for its turn.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn write(&self) -> Result<Box<dyn Repository>>;

    /// A place for an import.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn stage(&self) -> Result<Box<dyn Staging>>;

    /// A place for taking an import back.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn stage_undo(&self) -> Result<Box<dyn Staging>>;

    /// Keeps a message if its author is a member of the chat, numbers it, and moves the author's
    /// read cursor. Waiting messages share one transaction, so that durability costs one sync for
    /// all of them. Returns when the message is durable.
    ///
    /// # Errors
    /// When the database does not answer; nothing is kept then.
    async fn append(&self, message: NewMessage) -> Result<Appended>;

    /// What the data takes, and what is free where it lies.
    ///
    /// # Errors
    /// When the place cannot be looked at.
    async fn space(&self) -> Result<Space>;
}

/// Bytes on a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// The database with what is not yet merged into it.
    pub data: u64,
    /// Free on the disk it lies on.
    pub free: u64,
    /// The whole disk.
    pub disk: u64,
}

/// A transaction.
#[async_trait]
pub trait Repository:
    SchoolRepository
    + RosterRepository
    + StagingRepository
    + TimetableRepository
    + LessonRepository
    + CallRepository
    + AccountRepository
    + LinkRepository
    + PeopleRepository
    + ChatRepository
    + DialogueRepository
    + CodeRepository
    + RecordRepository
    + AuditRepository
    + DoctorRepository
    + ProgressRepository
    + FigureRepository
    + UploadRepository
    + Send
{
    /// Makes everything done here durable.
    ///
    /// # Errors
    /// When the database does not take it; nothing is kept then.
    async fn save(self: Box<Self>) -> Result<()>;
}

/// A failure of the database: goes to the log, never to a person.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{what}")]
pub struct Fault {
    /// What can be done about it.
    pub kind: FaultKind,
    /// What the database says.
    pub what: String,
}

/// What can be done about a failure of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The disk is full: nothing can be kept until there is room; what is kept can be read.
    NoRoom,
    /// The file is no database of ours, or a damaged one.
    Damaged,
    /// Another program holds the file for itself.
    Busy,
    /// The file or its folder may not be opened.
    Denied,
    /// A newer program has changed the tables.
    Newer,
    /// Anything else.
    Other,
}

impl Fault {
    /// A failure of no particular kind.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            kind: FaultKind::Other,
            what: what.into(),
        }
    }
}

/// Result of a repository.
pub type Result<T> = std::result::Result<T, Fault>;
