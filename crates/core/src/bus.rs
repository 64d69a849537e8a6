use model::{
    CallOf, ChatId, PersonId, SessionId,
    views::{CallAccess, Message, MissedCall, RunningCall},
};

/// What has happened and is durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A message, for all members of its chat.
    Message {
        /// Where.
        chat: ChatId,
        /// It.
        message: Message,
    },
    /// A chat has opened for somebody, or is to be shown to a member anew.
    Opened {
        /// Which.
        chat: ChatId,
        /// For whom.
        person: PersonId,
    },
    /// A chat has closed for somebody.
    Closed {
        /// Which.
        chat: ChatId,
        /// For whom.
        person: PersonId,
    },
    /// The number of members has changed.
    Members {
        /// Where.
        chat: ChatId,
        /// Members now.
        members: u32,
        /// Members there will be.
        expected: u32,
    },
    /// Somebody has read up to a message.
    Read {
        /// Where.
        chat: ChatId,
        /// Who.
        person: PersonId,
        /// Up to here.
        seq: i64,
    },
    /// Somebody is writing.
    Typing {
        /// Where.
        chat: ChatId,
        /// Who.
        person: PersonId,
        /// «Артём»
        name: String,
    },
    /// A call has begun in a chat, or ended.
    Call {
        /// Where.
        chat: ChatId,
        /// What goes on there now.
        call: Option<RunningCall>,
        /// What has come to nothing.
        missed: Option<MissedCall>,
    },
    /// A host has given or taken something in a call.
    CallAccess {
        /// Of what.
        of: CallOf,
        /// What holds now, for its hosts.
        access: CallAccess,
        /// Who may come in again by that.
        let_in: Option<PersonId>,
    },
    /// Something about the lessons of these people has changed.
    Lessons {
        /// Whose.
        people: Vec<PersonId>,
    },
    /// A session has ended.
    SignedOut {
        /// Which.
        session: SessionId,
    },
}

/// Where events go: to this process, or to others too.
pub trait Bus: Send + Sync {
    /// Hands an event on. Never waits.
    fn publish(&self, event: Event);
}
