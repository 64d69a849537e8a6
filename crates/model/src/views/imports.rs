//! What an import changes, as a diff for people to read. Kept with an upload and shown by the page,
//! so everything here can be written and read back.

use super::{ImportChoice, ImportFaultRow};
use crate::{ImportId, Role};
use serde::{Deserialize, Serialize};

/// Lines that one list of a report keeps; its total is always exact.
pub const LONGEST_LIST: usize = 2_000;

/// The first lines of a list, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capped<T> {
    /// How many there are.
    pub total: u64,
    /// The first [`LONGEST_LIST`] of them.
    pub items: Vec<T>,
}

impl<T> Default for Capped<T> {
    fn default() -> Self {
        Self {
            total: 0,
            items: Vec::new(),
        }
    }
}

impl<T> Capped<T> {
    /// Counts one, and keeps it while there is room.
    pub fn push(&mut self, item: T) {
        self.total += 1;
        if self.items.len() < LONGEST_LIST {
            self.items.push(item);
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// How many are not among the items.
    #[must_use]
    pub fn unsaid(&self) -> u64 {
        self.total.saturating_sub(self.items.len() as u64)
    }
}

impl<T> FromIterator<T> for Capped<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = Self::default();
        for item in items {
            list.push(item);
        }
        list
    }
}

/// Somebody with the place in school that tells who is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Standing {
    /// Full name.
    pub name: String,
    /// «4А», empty for who is in no class.
    pub class: String,
    /// Roles, in the order of [`Role::ALL`].
    pub roles: Vec<Role>,
}

/// A pupil in another class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moved {
    /// Who.
    pub name: String,
    /// Class before, empty when there was none.
    pub from: String,
    /// Class after, empty when there is none.
    pub to: String,
}

/// What of a person's data can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonField {
    /// Name.
    Name,
    /// Login.
    Login,
    /// Birth date.
    Born,
    /// Phone number.
    Phone,
    /// E-mail address.
    Email,
}

/// Somebody whose data changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Changed {
    /// Full name afterwards.
    pub name: String,
    /// What is different.
    pub fields: Vec<PersonField>,
}

/// Somebody who joins or leaves a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipChange {
    /// Chat.
    pub chat: String,
    /// Who.
    pub name: String,
    /// Joins rather than leaves.
    pub joins: bool,
}

/// Somebody who could get in before and cannot afterwards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Losing {
    /// Who.
    pub who: Standing,
    /// Has a linked learning profile, which ends.
    pub linked: bool,
    /// Is signed in somewhere, which ends.
    pub signed_in: bool,
}

/// What was changed by hand (table `hand_change`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandKind {
    /// A pupil was moved to another class.
    Transfer,
    /// Somebody left.
    Left,
    /// A guardian was added.
    Guardian,
    /// A guardian was taken away.
    NoGuardian,
}

impl HandKind {
    /// The kind of a code of `hand_change.kind`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "transfer" => Some(Self::Transfer),
            "left" => Some(Self::Left),
            "guardian" => Some(Self::Guardian),
            "no_guardian" => Some(Self::NoGuardian),
            _ => None,
        }
    }
}

/// A change by hand that the data contradicts; it stays as it was made by hand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HandDiffers {
    /// `hand_change.id`.
    pub change: i64,
    /// What was done.
    pub kind: HandKind,
    /// To whom.
    pub name: String,
    /// By hand: the class, or the child of a guardian; empty for a leaver.
    pub by_hand: String,
    /// What the data says instead: the class; empty where it just says otherwise.
    pub in_data: String,
}

/// The diff of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RosterReport {
    /// The import that was applied; `None` for a dry run and when nothing changed.
    pub import: Option<ImportId>,
    /// Totals afterwards: schools, classes, study groups, people.
    pub totals: [u64; 4],
    /// Rows changed in all: written, removed.
    pub rows: (u64, u64),
    /// People who appear.
    pub appears: Capped<Standing>,
    /// People who leave.
    pub leaves: Capped<Standing>,
    /// Pupils in another class.
    pub moves: Capped<Moved>,
    /// People whose data changes.
    pub changed: Capped<Changed>,
    /// Chats that open.
    pub chats: Capped<String>,
    /// Memberships that change.
    pub memberships: Capped<MembershipChange>,
    /// People who lose access: linked or signed in, and leaving.
    pub loses_access: Capped<Losing>,
    /// Changes by hand that the data contradicts, and that stay.
    pub by_hand: Capped<HandDiffers>,
    /// Changes by hand that the data has come to say too; they are not by hand any more.
    pub hand_ended: u64,
    /// People who get the password that the data brings.
    pub passwords: u64,
    /// What was left out, row by row.
    pub notices: Capped<ImportFaultRow>,
    /// What is ambiguous and can be decided.
    pub choices: Vec<ImportChoice>,
}

impl RosterReport {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == (0, 0)
            && self.memberships.is_empty()
            && self.passwords == 0
            && self.hand_ended == 0
    }
}

/// The diff of a timetable.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TimetableReport {
    /// The import that was applied; `None` for a dry run and when nothing changed.
    pub import: Option<ImportId>,
    /// Name of the school.
    pub school: String,
    /// Lessons of the week afterwards.
    pub lessons: u64,
    /// Lessons that appear.
    pub added: u64,
    /// Lessons that go.
    pub removed: u64,
    /// Whether the bells change.
    pub bells: bool,
    /// Lessons without a place in the week.
    pub unplaced: u64,
    /// What was left out.
    pub notices: Capped<ImportFaultRow>,
    /// What is ambiguous and can be decided.
    pub choices: Vec<ImportChoice>,
}

impl TimetableReport {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added + self.removed == 0 && !self.bells
    }
}

/// How far an import has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportProgress {
    /// Rows of a file are read.
    Reading {
        /// Which file.
        file: String,
        /// Rows so far.
        rows: u64,
    },
    /// Rows are compared with each other and with what is kept.
    Comparing,
    /// Passwords are hashed.
    Hashing {
        /// So far.
        done: u64,
        /// In all.
        total: u64,
    },
    /// The difference is written.
    Writing,
    /// Chats follow.
    Chats {
        /// Classes so far.
        done: u64,
        /// Classes in all.
        total: u64,
    },
}
