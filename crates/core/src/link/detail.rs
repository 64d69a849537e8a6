//! What a try to link knows at each stage; kept as JSON beside it.

use crate::VkPerson;
use model::{Problem, views::Mismatch};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// VK ID answered.
#[derive(Serialize, Deserialize)]
pub(super) struct Answered {
    pub(super) person: VkPerson,
    pub(super) why: Option<Mismatch>,
}

/// It failed.
#[derive(Serialize, Deserialize)]
pub(super) struct Failure {
    pub(super) problem: Problem,
}

pub(super) fn write<T: Serialize>(detail: &T) -> String {
    serde_json::to_string(detail).unwrap_or_default()
}

pub(super) fn read<T: DeserializeOwned>(detail: &str) -> Result<T, Problem> {
    serde_json::from_str(detail).map_err(|fault| {
        tracing::error!(cause = %fault, "a try to link cannot be read");
        Problem::LinkExpired
    })
}
