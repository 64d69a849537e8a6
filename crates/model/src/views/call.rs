use super::Moment;
use crate::{
    CallOf, CallOutcome, CallRights, CallStage, ChatId, FullName, PersonId, Problem, Role,
};
use serde::{Deserialize, Serialize};

/// The way into a call, the same whatever carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallDoor {
    /// Where its signalling is; none: on this server.
    pub url: Option<String>,
    /// For one person and one room, good for minutes.
    pub token: String,
}

/// A call that goes on in a chat, the same for all its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunningCall {
    /// What it is of.
    pub of: CallOf,
    /// Who has begun it.
    pub by: PersonId,
    /// «Мария Петровна»
    pub by_name: String,
    /// Since when.
    pub since: Moment,
    /// To one other person, who has not answered yet.
    pub rings: bool,
}

/// What the page of a call is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallPage {
    /// What it is of.
    pub of: CallOf,
    /// «Математика 4А», «4А класс Родители»
    pub title: String,
    /// Where it stands for the reader.
    pub stage: CallStage,
    /// When it is over: in which way.
    pub over: Option<Problem>,
    /// Whether the reader is its host: gives and takes rights, ends it for all.
    pub host: bool,
    /// Between two people: it rings, and is over when one hangs up.
    pub dialogue: bool,
    /// How the newest call of a dialogue ended that nobody answered.
    pub outcome: Option<CallOutcome>,
    /// Its chat, when the reader is a member.
    pub chat: Option<ChatId>,
    /// The page that leads to it: of the lesson, or the chat.
    pub back: String,
    /// Who may be in it.
    pub people: Vec<CallPerson>,
    /// What is allowed to whom; for hosts.
    pub access: Option<CallAccess>,
}

/// Somebody who may be in a call. Names come from here, never from what a client says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallPerson {
    /// Who.
    pub id: PersonId,
    /// As the others see it.
    pub name: FullName,
    /// In which part.
    pub part: Role,
    /// Is a host.
    pub host: bool,
}

/// Somebody who is at a call's page and not in the call, as its hosts see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallWaiting {
    /// Who.
    pub person: PersonId,
    /// Has pressed «Присоединиться».
    pub asks: bool,
}

/// «Доступы участников»: what is allowed to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallAccess {
    /// To everybody.
    pub all: CallRights,
    /// To those for whom something else holds.
    pub people: Vec<(PersonId, CallRights)>,
    /// Who was sent away.
    pub removed: Vec<PersonId>,
}

impl CallAccess {
    /// What holds for somebody who is no host.
    #[must_use]
    pub fn of(&self, person: PersonId) -> CallRights {
        let own = self.people.iter().find(|(one, _)| *one == person);
        own.map_or(self.all, |(_, rights)| *rights)
    }
}
