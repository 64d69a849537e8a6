//! Who is in which room, as LiveKit said it last.

use model::PersonId;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// A room of which nobody has wanted to know for so long is not asked for any more.
const FORGOTTEN: Duration = Duration::from_secs(600);

/// The rooms of which somebody wants to know.
#[derive(Default)]
pub(super) struct Rooms(Mutex<HashMap<String, Known>>);

struct Known {
    people: Vec<PersonId>,
    /// Since when it is known that nobody is there.
    empty_since: Option<Instant>,
    wanted: Instant,
}

impl Rooms {
    /// Somebody is about to come.
    pub(super) fn expect(&self, room: &str) {
        self.with(room, |known| known.empty_since = None);
    }

    /// For how long nobody has been there. Nothing also while that is not known.
    pub(super) fn empty_for(&self, room: &str) -> Option<Duration> {
        self.with(room, |known| known.empty_since)
            .map(|since| since.elapsed())
    }

    /// Who is there.
    pub(super) fn present(&self, room: &str) -> Vec<PersonId> {
        self.with(room, |known| known.people.clone())
    }

    /// What to ask for.
    pub(super) fn wanted(&self) -> Vec<String> {
        let mut all = self.lock();
        all.retain(|_, known| known.wanted.elapsed() < FORGOTTEN);
        all.keys().cloned().collect()
    }

    /// Who is there now; nothing: it was not to be learnt.
    pub(super) fn learnt(&self, room: &str, people: Option<Vec<PersonId>>) {
        let mut all = self.lock();
        let Some(known) = all.get_mut(room) else {
            return;
        };
        known.empty_since = match &people {
            // While LiveKit is out of reach no lesson ends as abandoned.
            None => None,
            Some(people) if people.is_empty() => known.empty_since.or_else(|| Some(Instant::now())),
            Some(_) => None,
        };
        if let Some(people) = people {
            known.people = people;
        }
    }

    /// It is over.
    pub(super) fn forget(&self, room: &str) {
        self.lock().remove(room);
    }

    fn with<T>(&self, room: &str, what: impl FnOnce(&mut Known) -> T) -> T {
        let mut all = self.lock();
        let now = Instant::now();
        let known = all.entry(room.to_owned()).or_insert(Known {
            people: Vec::new(),
            empty_since: None,
            wanted: now,
        });
        known.wanted = now;
        what(known)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
