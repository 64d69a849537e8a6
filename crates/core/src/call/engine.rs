//! What carries calls: the embedded forwarding unit, or a LiveKit server.

use crate::Result;
use async_trait::async_trait;
use model::{CallRights, PersonId, views::CallDoor};
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
    /// Somebody goes, and stays out until let in.
    Remove(PersonId),
    /// Somebody who was sent away may come again.
    LetIn(PersonId),
    /// This is allowed to somebody from now on.
    Allow(PersonId, CallRights),
    /// Somebody's microphone is muted.
    Mute(PersonId),
    /// Somebody's hand goes down, and the person is told to have the floor, at this time in Unix
    /// milliseconds.
    GiveFloor(PersonId, i64),
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

    /// Who is in a room now.
    fn present(&self, room: &str) -> Vec<PersonId>;

    /// Gives a room an order. What cannot be done now is in the log: nobody waits for it.
    async fn order(&self, room: &str, order: CallOrder);
}
