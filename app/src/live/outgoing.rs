//! Messages on their way: shown at once, kept in the browser until they are acknowledged, sent
//! again with the same key after every reconnection.

use super::{Live, store};
use leptos::prelude::*;
use model::{ChatId, PersonId, Problem, wire::ClientFrame};
use serde::{Deserialize, Serialize};

/// A message on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Idempotency key.
    pub key: String,
    /// Where to.
    pub chat: ChatId,
    /// Text.
    pub text: String,
    /// Why it was refused.
    pub failed: Option<Problem>,
}

fn place(person: PersonId) -> String {
    format!("zv.outgoing.{person}")
}

#[cfg(feature = "hydrate")]
pub(super) fn load(person: PersonId) -> Vec<Outgoing> {
    store::kept(&place(person))
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

impl Live {
    /// Sends a message: shown now, durable later.
    pub fn send(self, chat: ChatId, text: String) {
        let new = Outgoing {
            key: new_key(),
            chat,
            text,
            failed: None,
        };
        self.transmit(&new);
        self.change_outgoing(|all| all.push(new));
    }

    /// Sends a refused message again.
    pub fn send_again(self, key: &str) {
        self.change_outgoing(|all| {
            if let Some(one) = all.iter_mut().find(|one| one.key == key) {
                one.failed = None;
            }
        });
        let again = self
            .outgoing
            .with_untracked(|all| all.iter().find(|o| o.key == key).cloned());
        if let Some(again) = again {
            self.transmit(&again);
        }
    }

    /// Gives a message up, or knows it to be durable.
    pub fn drop_outgoing(self, key: &str) {
        if self
            .outgoing
            .with_untracked(|all| all.iter().any(|one| one.key == key))
        {
            self.change_outgoing(|all| all.retain(|one| one.key != key));
        }
    }

    pub(super) fn change_outgoing(self, change: impl FnOnce(&mut Vec<Outgoing>)) {
        self.outgoing.update(change);
        if let Some(person) = self.person() {
            let text = self.outgoing.with_untracked(serde_json::to_string);
            store::keep(
                &place(person),
                text.ok().filter(|text| text != "[]").as_deref(),
            );
        }
    }

    pub(super) fn transmit(self, one: &Outgoing) {
        let Outgoing {
            key, chat, text, ..
        } = one.clone();
        self.say(ClientFrame::Send { key, chat, text });
    }
}

/// A key that no other message of this person has. Of random bytes rather than `randomUUID`, which
/// browsers hide from pages without https.
fn new_key() -> String {
    #[cfg(feature = "hydrate")]
    {
        let mut bytes = [0_u8; 16];
        if let Ok(crypto) = window().crypto()
            && crypto.get_random_values_with_u8_array(&mut bytes).is_ok()
        {
            return bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        }
    }
    String::new()
}
