//! What is kept, as traits: a driver implements them, the conformance suite proves it.
//!
//! A [`Repository`] is a transaction. One from [`Storage::read`] sees one moment; one from
//! [`Storage::write`] is the only writer, and nothing of it stays unless [`Repository::save`]
//! consumes it. Absence is `Ok(None)`; a failure of the database is [`Fault`].

mod accounts;
mod audit;
mod chats;
mod links;
mod records;
mod roster;
mod school;
mod staging;
mod timetable;
mod uploads;

pub use accounts::*;
pub use audit::*;
pub use chats::*;
pub use links::*;
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
}

/// A transaction.
#[async_trait]
pub trait Repository:
    SchoolRepository
    + RosterRepository
    + StagingRepository
    + TimetableRepository
    + AccountRepository
    + LinkRepository
    + ChatRepository
    + RecordRepository
    + AuditRepository
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
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Fault(pub String);

/// Result of a repository.
pub type Result<T> = std::result::Result<T, Fault>;
