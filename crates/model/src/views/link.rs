use super::Day;
use crate::{ChatId, ChatKind, FullName, Problem, Role};
use serde::{Deserialize, Serialize};

/// Where the way from the journal to a linked profile stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPage {
    /// Nothing begun.
    Start,
    /// VK ID has answered: look at both and confirm (ID-12, ID-30, ID-37).
    Review {
        /// Who is signed in to the journal.
        journal: PersonCard,
        /// Who the learning profile says one is.
        profile: PersonCard,
        /// Whether the names differ.
        names_differ: bool,
        /// Whether the learning profile exists already, from an earlier link.
        existing: bool,
    },
    /// The profile is somebody else's (ID-10..14).
    Mismatch {
        /// Who is signed in to the journal.
        journal: PersonCard,
        /// Who the learning profile says one is.
        profile: PersonCard,
        /// What does not fit.
        why: Mismatch,
    },
    /// «Не удалось авторизоваться» (ID-51).
    Failed(Problem),
    /// Linked; what has opened.
    Done(LinkDone),
}

/// What does not fit between a journal account and a learning profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mismatch {
    /// A pupil's account, a number the school knows as a guardian's or teacher's.
    PhoneOfAdult,
    /// An adult's account, a number the school knows as a pupil's.
    PhoneOfPupil,
    /// A pupil's account, a birth date of an adult.
    AgeOfAdult,
    /// An adult's account, a birth date of a child.
    AgeOfPupil,
}

impl Mismatch {
    /// Whether the account is a pupil's.
    #[must_use]
    pub fn account_is_pupil(self) -> bool {
        matches!(self, Mismatch::PhoneOfAdult | Mismatch::AgeOfAdult)
    }
}

/// One of the two cards side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCard {
    /// Name.
    pub name: FullName,
    /// Role in the journal; none on the profile's card.
    pub role: Option<Role>,
    /// «4А», for pupils.
    pub class: Option<String>,
    /// «+7 912 •••-••-17»
    pub phone: Option<String>,
    /// Birth date.
    pub born: Option<Day>,
}

/// The happy end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkDone {
    /// «+7 912 •••-••-03»
    pub phone: String,
    /// Chats that have opened (ID-46).
    pub chats: Vec<OpenedChat>,
    /// Whether the person may add subject chats.
    pub may_add: bool,
}

/// A chat that opens with a link, or closes with its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedChat {
    /// Which.
    pub id: ChatId,
    /// Kind.
    pub kind: ChatKind,
    /// Name.
    pub name: String,
    /// What stands in the square.
    pub tile: String,
    /// Hue of the square.
    pub hue: u8,
    /// Members who have linked.
    pub linked: u32,
    /// Members there will be.
    pub expected: u32,
}
