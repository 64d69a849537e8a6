use super::Moment;
use crate::{CallOutcome, FullName, PersonId, Role};
use serde::{Deserialize, Serialize};

/// The other one of a dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterpart {
    /// Who.
    pub person: PersonId,
    /// In which part; none: does not read it now, not linked or no longer of the school.
    pub role: Option<Role>,
}

/// A call of a dialogue that nobody answered, while nobody has written since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedCall {
    /// Who called.
    pub by: PersonId,
    /// When.
    pub at: Moment,
    /// How it ended.
    pub outcome: CallOutcome,
}

/// Somebody to whom one may write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correspondent {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: FullName,
    /// As what.
    pub role: Role,
    /// Whence one knows each other.
    pub tie: CorrespondentTie,
}

/// Whence two people know each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrespondentTie {
    /// From chats, by their names.
    Chats(Vec<String>),
    /// An own child.
    Child,
    /// An own guardian.
    Guardian,
}
