//! Calls: what they are of, what somebody may do in one, what its hosts say.

use crate::{ChatId, PersonId, RemoteLessonId};
use serde::{Deserialize, Serialize};

/// What a call is of: the name under which people come to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "of", content = "id", rename_all = "snake_case")]
pub enum CallOf {
    /// A remote lesson.
    Lesson(RemoteLessonId),
    /// A chat: whatever goes on there now.
    Chat(ChatId),
}

impl CallOf {
    /// Whether it is a chat's own.
    #[must_use]
    pub fn is_chat(self) -> bool {
        matches!(self, CallOf::Chat(_))
    }

    /// The address of its page. A link to it opens for those whom the call concerns.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            CallOf::Lesson(id) => format!("/call/lesson/{id}"),
            CallOf::Chat(id) => format!("/call/chat/{id}"),
        }
    }
}

/// Where a call stands for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallStage {
    /// Not yet: its host begins it, the others wait.
    Ahead,
    /// It goes on.
    Going,
    /// No longer, or nobody has called.
    Over,
}

/// How a call of a dialogue ended that the other one did not come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// Refused.
    Declined,
    /// Rang in vain, or was called off.
    Unanswered,
}

impl CallOutcome {
    /// The name in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            CallOutcome::Declined => "declined",
            CallOutcome::Unanswered => "unanswered",
        }
    }

    /// The outcome of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [CallOutcome::Declined, CallOutcome::Unanswered];
        all.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// What somebody may do in a call; kept where media is forwarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallRights {
    /// Be heard.
    pub microphone: bool,
    /// Be seen.
    pub camera: bool,
    /// Show the screen.
    pub screen: bool,
}

impl CallRights {
    /// Everything.
    pub const ALL: CallRights = CallRights {
        microphone: true,
        camera: true,
        screen: true,
    };

    /// One of them.
    #[must_use]
    pub fn of(&self, source: CallSource) -> bool {
        match source {
            CallSource::Microphone => self.microphone,
            CallSource::Camera => self.camera,
            CallSource::Screen => self.screen,
        }
    }

    /// One of them, to be changed.
    pub fn of_mut(&mut self, source: CallSource) -> &mut bool {
        match source {
            CallSource::Microphone => &mut self.microphone,
            CallSource::Camera => &mut self.camera,
            CallSource::Screen => &mut self.screen,
        }
    }
}

/// What somebody sends in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallSource {
    /// Sound.
    Microphone,
    /// The face.
    Camera,
    /// The screen, with its sound.
    Screen,
}

impl CallSource {
    /// In the order of «Доступы участников».
    pub const ALL: [CallSource; 3] = [
        CallSource::Microphone,
        CallSource::Camera,
        CallSource::Screen,
    ];
}

/// What the host of a call says: «Доступы участников», and what goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum CallStep {
    /// Gives a right, or takes it.
    Allow {
        /// From whom; nobody: from all but the hosts, whatever held for one of them.
        person: Option<PersonId>,
        /// Which.
        source: CallSource,
        /// Gives.
        on: bool,
    },
    /// Mutes; the muted may open the microphone again.
    Mute {
        /// Whom; nobody: all but the hosts.
        person: Option<PersonId>,
    },
    /// Gives the floor to somebody who raised a hand: may be heard, and the hand goes down.
    GiveFloor {
        /// To whom.
        person: PersonId,
    },
    /// Sends somebody away, who stays out until let in.
    Remove {
        /// Whom.
        person: PersonId,
    },
    /// Lets somebody in again.
    LetIn {
        /// Whom.
        person: PersonId,
    },
}
