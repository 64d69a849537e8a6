//! Calls as the use cases see them: the embedded forwarding unit, or a LiveKit server.

use crate::Result;
use async_trait::async_trait;
use model::{PersonId, policy::CallRights, views::CallDoor};
use std::time::Duration;

/// One person's way into one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallPass {
    /// The room's name at the engine.
    pub room: String,
    /// Who: the identity there.
    pub person: PersonId,
    /// As the engine's own tools show it; our pages take names from the roster.
    pub name: String,
    /// What is allowed there.
    pub rights: CallRights,
}

/// What a room is told to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallOrder {
    /// Everybody goes.
    Close,
}

/// What carries calls.
#[async_trait]
pub trait CallEngine: Send + Sync {
    /// Address and token for a page. The token is good for minutes, and renewed while one is in.
    ///
    /// # Errors
    /// [`model::Problem::Unavailable`] when no token can be made.
    fn door(&self, pass: &CallPass) -> Result<CallDoor>;

    /// For how long nobody has been in a room; nothing while somebody is.
    fn empty_for(&self, room: &str) -> Option<Duration>;

    /// Gives a room an order. What cannot be done now is in the log: nobody waits for it.
    async fn order(&self, room: &str, order: CallOrder);
}
