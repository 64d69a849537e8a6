//! What the administrator of a school sees people by, and changes by hand.

use serde::{Deserialize, Serialize};

/// What was changed by hand (`hand_change` in the database).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandKind {
    /// A pupil is in another class than the data says.
    Transfer,
    /// Somebody has left, though the data says otherwise.
    Left,
    /// A guardian whom the data does not know.
    Guardian,
    /// A guardian of the data who is none any more.
    NoGuardian,
}

impl HandKind {
    const ALL: [HandKind; 4] = [
        HandKind::Transfer,
        HandKind::Left,
        HandKind::Guardian,
        HandKind::NoGuardian,
    ];

    /// The name in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            HandKind::Transfer => "transfer",
            HandKind::Left => "left",
            HandKind::Guardian => "guardian",
            HandKind::NoGuardian => "no_guardian",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        HandKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How somebody stands with signing in and linking; a filter of the people page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonState {
    /// Has a linked profile.
    Linked,
    /// Has none.
    NotLinked,
    /// Has never signed in to the journal.
    NeverIn,
    /// Has left by hand.
    Left,
}

impl PersonState {
    /// Every state.
    pub const ALL: [PersonState; 4] = [
        PersonState::Linked,
        PersonState::NotLinked,
        PersonState::NeverIn,
        PersonState::Left,
    ];

    /// The name in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            PersonState::Linked => "linked",
            PersonState::NotLinked => "not_linked",
            PersonState::NeverIn => "never_in",
            PersonState::Left => "left",
        }
    }

    /// The state of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        PersonState::ALL
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// Least characters of a reason.
pub const SHORTEST_REASON: usize = 3;
/// Most characters of a reason.
pub const LONGEST_REASON: usize = 300;

/// A reason in one line, or `None` when it is too short or too long to be one.
#[must_use]
pub fn reason(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    (SHORTEST_REASON..=LONGEST_REASON)
        .contains(&text.chars().count())
        .then_some(text)
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn a_reason_is_a_few_words() {
        assert_eq!(
            reason(" чужой\n телефон ").as_deref(),
            Some("чужой телефон")
        );
        assert_eq!(reason("  -  "), None);
        assert_eq!(reason(&"а".repeat(300)).map(|text| text.len()), Some(600));
        assert_eq!(reason(&"а".repeat(301)), None);
    }
}
