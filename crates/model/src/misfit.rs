//! What the linking doctor finds (`docs/doctor.md`).

use serde::{Deserialize, Serialize};

/// Why a link does not fit its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MisfitKind {
    /// A pupil's account, the profile of a guardian (ID-54).
    ProfileOfParent,
    /// An adult's account, the profile of a pupil (ID-55).
    ProfileOfChild,
    /// A pupil's account, the profile of a brother or sister.
    ProfileOfSibling,
    /// The birth date is of the other generation.
    AgeDoesNotFit,
    /// The roster knows the number and the name as somebody else's.
    PhoneOfSomebodyElse,
    /// The same person has linked two accounts from one number.
    OnePhoneForTwo,
}

impl MisfitKind {
    /// Every kind.
    pub const ALL: [MisfitKind; 6] = [
        MisfitKind::ProfileOfParent,
        MisfitKind::ProfileOfChild,
        MisfitKind::ProfileOfSibling,
        MisfitKind::AgeDoesNotFit,
        MisfitKind::PhoneOfSomebodyElse,
        MisfitKind::OnePhoneForTwo,
    ];

    /// The name in the database and in the log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            MisfitKind::ProfileOfParent => "profile_of_parent",
            MisfitKind::ProfileOfChild => "profile_of_child",
            MisfitKind::ProfileOfSibling => "profile_of_sibling",
            MisfitKind::AgeDoesNotFit => "age_does_not_fit",
            MisfitKind::PhoneOfSomebodyElse => "phone_of_somebody_else",
            MisfitKind::OnePhoneForTwo => "one_phone_for_two",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Where a misfit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MisfitState {
    /// Found.
    Open,
    /// Codes have been given out.
    Mending,
    /// The link was moved, changed or ended, or the data no longer says that it is wrong.
    Mended,
    /// Somebody of the school has said that all is right.
    Dismissed,
}

impl MisfitState {
    /// The name in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            MisfitState::Open => "open",
            MisfitState::Mending => "mending",
            MisfitState::Mended => "mended",
            MisfitState::Dismissed => "dismissed",
        }
    }

    /// The state of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [
            MisfitState::Open,
            MisfitState::Mending,
            MisfitState::Mended,
            MisfitState::Dismissed,
        ]
        .into_iter()
        .find(|state| state.code() == code)
    }

    /// Whether something is still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, MisfitState::Open | MisfitState::Mending)
    }
}

/// One of the two whom a repair concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Whose account holds the wrong link.
    Holder,
    /// Whose profile it is.
    Owner,
}
