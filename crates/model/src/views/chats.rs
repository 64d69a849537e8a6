use super::{Counterpart, MissedCall, Moment, RunningCall};
use crate::{ChatId, ChatKind, PersonId, Reason, Role};
use serde::{Deserialize, Serialize};

/// A chat in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatSummary {
    /// Which.
    pub id: ChatId,
    /// What for.
    pub kind: ChatKind,
    /// «4А класс Родители»; of a dialogue the other one's name.
    pub name: String,
    /// What stands in the square: «4А», «М»; of a dialogue in the circle.
    pub tile: String,
    /// Hue of the square.
    pub hue: u8,
    /// In which role one is a member: for people who have two.
    pub role: Role,
    /// The newest message.
    pub last: Option<LastMessage>,
    /// Number of the newest message, 0 in an empty chat.
    pub last_seq: i64,
    /// Up to which one has read.
    pub read_seq: i64,
    /// Members, all of them linked.
    pub members: u32,
    /// Members there will be when everybody has linked.
    pub expected: u32,
    /// With whom, of a dialogue.
    pub with: Option<Counterpart>,
    /// The call that goes on there.
    pub call: Option<RunningCall>,
    /// Of a dialogue: the call that came to nothing, when that is what happened last.
    pub missed: Option<MissedCall>,
}

impl ChatSummary {
    /// A dialogue in which nobody has said anything: nothing to list yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let silent = self.call.is_none() && self.missed.is_none();
        self.with.is_some() && self.last_seq == 0 && silent
    }

    /// Messages not read yet. Own messages move the own cursor, so they never count.
    #[must_use]
    pub fn unread(&self) -> u32 {
        u32::try_from(self.last_seq - self.read_seq).unwrap_or(0)
    }
}

/// The newest message of a chat, as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastMessage {
    /// Who wrote it.
    pub author: PersonId,
    /// «Мария Петровна»
    pub author_name: String,
    /// The beginning of its text.
    pub text: String,
    /// When.
    pub at: Moment,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// 1, 2, 3 ... in its chat, without gaps.
    pub seq: i64,
    /// Key that the writer's device gave it.
    pub key: String,
    /// Who wrote it.
    pub author: PersonId,
    /// The name it was written under.
    pub author_name: String,
    /// The role it was written in.
    pub author_role: Role,
    /// Text.
    pub text: String,
    /// When it became durable.
    pub at: Moment,
}

/// A page of a chat's history, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Messages.
    pub messages: Vec<Message>,
    /// Whether there are earlier ones.
    pub earlier: bool,
}

/// Somebody in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// «Соколов Артём Олегович»
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// As what.
    pub role: Role,
    /// Why (RC-05).
    pub reasons: Vec<Reason>,
    /// Whether linked, and so really in the chat.
    pub linked: bool,
    /// Whether one may write to that person alone.
    pub writable: bool,
}
