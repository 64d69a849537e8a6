//! Remote lessons: where one stands.

use serde::{Deserialize, Serialize};

/// Where a remote lesson stands (SL-06, SL-07, SL-13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LessonState {
    /// Only who teaches the group sees it.
    Draft,
    /// Announced to the class; the call has not begun.
    Published,
    /// The call goes on.
    Running,
    /// Held.
    Finished,
    /// Called off: the lesson takes place in the classroom, or a new one is planned.
    Cancelled,
}

impl LessonState {
    /// Every state, in order of time.
    pub const ALL: [LessonState; 5] = [
        LessonState::Draft,
        LessonState::Published,
        LessonState::Running,
        LessonState::Finished,
        LessonState::Cancelled,
    ];

    /// The name in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            LessonState::Draft => "draft",
            LessonState::Published => "published",
            LessonState::Running => "running",
            LessonState::Finished => "finished",
            LessonState::Cancelled => "cancelled",
        }
    }

    /// The state of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}
