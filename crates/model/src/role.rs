//! Roles (`shared/spec/roles.md`).

use serde::{Deserialize, Serialize};

/// What somebody is in an organisation. One person may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// «преподаватель»
    Teacher,
    /// Staff who run the school in the system.
    Administrator,
    /// «родитель», «законный представитель»
    Guardian,
    /// «обучающийся»
    Pupil,
    /// «Орган управления»
    Authority,
    /// Technical support.
    Support,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] = [
        Role::Teacher,
        Role::Administrator,
        Role::Guardian,
        Role::Pupil,
        Role::Authority,
        Role::Support,
    ];

    /// Roles that see or change what is not their own: the log tells who got them.
    pub const RULING: [Role; 3] = [Role::Administrator, Role::Authority, Role::Support];

    /// The name in the database and on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Role::Teacher => "teacher",
            Role::Administrator => "administrator",
            Role::Guardian => "guardian",
            Role::Pupil => "pupil",
            Role::Authority => "authority",
            Role::Support => "support",
        }
    }

    /// The role of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Staff see «Электронный журнал», families «Электронный дневник».
    #[must_use]
    pub fn is_staff(self) -> bool {
        !matches!(self, Role::Pupil | Role::Guardian)
    }

    /// Who has chats, and therefore a learning profile to link.
    #[must_use]
    pub fn has_chats(self) -> bool {
        matches!(
            self,
            Role::Teacher | Role::Administrator | Role::Guardian | Role::Pupil
        )
    }
}
