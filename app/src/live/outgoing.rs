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

/// Each message has a name of its own in the browser's store: two windows of one person must not
/// overwrite each other's.
fn place(person: PersonId, key: &str) -> String {
    format!("zv.outgoing.{person}.{key}")
}

#[cfg(feature = "hydrate")]
pub(super) fn load(person: PersonId) -> Vec<Outgoing> {
    store::kept_under(&place(person, ""))
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok())
        .collect()
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
        let before = self.outgoing.get_untracked();
        self.outgoing.update(change);
        let Some(person) = self.person() else { return };
        self.outgoing.with_untracked(|now| {
            for one in now.iter().filter(|one| !before.contains(one)) {
                let text = serde_json::to_string(one).ok();
                store::keep(&place(person, &one.key), text.as_deref());
            }
            for gone in before
                .iter()
                .filter(|old| now.iter().all(|one| one.key != old.key))
            {
                store::keep(&place(person, &gone.key), None);
            }
        });
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
            // The time first, so that what waits is sent in the order it was written.
            let time = format!("{:012x}", js_sys::Date::now() as u64);
            return bytes
                .iter()
                .fold(time, |key, byte| format!("{key}{byte:02x}"));
        }
    }
    String::new()
}
