use model::{ChatId, PersonId};
use school_core::{Bus, Event};
use std::sync::{Mutex, PoisonError};

/// A bus that keeps what it is handed.
#[derive(Debug, Default)]
pub struct RecordingBus(Mutex<Vec<Event>>);

impl RecordingBus {
    /// What has happened since the last call.
    pub fn take(&self) -> Vec<Event> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The chats that have closed for somebody since the last [`Self::take`].
    #[must_use]
    pub fn closed_for(&self, who: PersonId) -> Vec<ChatId> {
        self.find(|event| match event {
            Event::Closed { chat, person } if *person == who => Some(*chat),
            _ => None,
        })
    }

    /// The chats that have opened for somebody since the last [`Self::take`].
    #[must_use]
    pub fn opened_for(&self, who: PersonId) -> Vec<ChatId> {
        self.find(|event| match event {
            Event::Opened { chat, person } if *person == who => Some(*chat),
            _ => None,
        })
    }

    fn find(&self, wanted: impl Fn(&Event) -> Option<ChatId>) -> Vec<ChatId> {
        let events = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        events.iter().filter_map(wanted).collect()
    }
}

impl Bus for RecordingBus {
    fn publish(&self, event: Event) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(event);
    }
}
