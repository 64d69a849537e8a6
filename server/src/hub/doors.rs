//! Who is at the page of a call without being in it, and which hosts are told.

use super::SocketId;
use model::{CallOf, PersonId, views::CallWaiting};
use std::collections::{BTreeMap, HashMap};

/// How somebody is at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// At which.
    pub of: CallOf,
    /// Hosts do not wait: they are told who does.
    pub host: bool,
    /// Wants to come in.
    pub asks: bool,
}

/// All of them. Of a call at which nobody is nothing is kept.
#[derive(Default)]
pub(super) struct Doors {
    at: HashMap<SocketId, CallOf>,
    /// Sockets in the order in which they came.
    calls: HashMap<CallOf, BTreeMap<SocketId, (PersonId, Stand)>>,
}

impl Doors {
    /// Puts a socket somewhere, or nowhere; returns the calls whose hosts are to be told.
    pub(super) fn put(&mut self, id: SocketId, person: PersonId, to: Option<Stand>) -> Vec<CallOf> {
        let before = self.at.get(&id).and_then(|of| self.calls.get(of)?.get(&id));
        let before = before.map(|(_, stand)| *stand);
        if before == to {
            return Vec::new();
        }
        let mut told = Vec::new();
        if let Some(before) = before {
            self.take(id, before.of);
            told.push(before.of);
        }
        if let Some(stand) = to {
            self.at.insert(id, stand.of);
            let call = self.calls.entry(stand.of).or_default();
            call.insert(id, (person, stand));
            if !told.contains(&stand.of) {
                told.push(stand.of);
            }
        }
        told
    }

    fn take(&mut self, id: SocketId, of: CallOf) {
        self.at.remove(&id);
        if let Some(call) = self.calls.get_mut(&of) {
            call.remove(&id);
            if call.is_empty() {
                self.calls.remove(&of);
            }
        }
    }

    fn stands(&self, of: CallOf) -> impl Iterator<Item = (SocketId, PersonId, Stand)> {
        let call = self.calls.get(&of).into_iter().flatten();
        call.map(|(id, (person, stand))| (*id, *person, *stand))
    }

    /// The hosts' sockets.
    pub(super) fn hosts(&self, of: CallOf) -> Vec<SocketId> {
        let hosts = self.stands(of).filter(|(_, _, stand)| stand.host);
        hosts.map(|(id, _, _)| id).collect()
    }

    /// Who waits, each person once.
    pub(super) fn waiting(&self, of: CallOf) -> Vec<CallWaiting> {
        let mut waiting: Vec<CallWaiting> = Vec::new();
        for (_, person, stand) in self.stands(of).filter(|(_, _, stand)| !stand.host) {
            match waiting.iter_mut().find(|one| one.person == person) {
                Some(known) => known.asks |= stand.asks,
                None => waiting.push(CallWaiting {
                    person,
                    asks: stand.asks,
                }),
            }
        }
        waiting
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ChatId;

    #[test]
    fn a_person_in_two_windows_waits_once_and_is_gone_with_the_second() {
        let mut doors = Doors::default();
        let of = CallOf::Chat(ChatId(7));
        let (own, other) = (PersonId(1), PersonId(2));
        let at = |asks| {
            Some(Stand {
                of,
                host: false,
                asks,
            })
        };
        assert_eq!(doors.put(1, own, at(false)), [of]);
        assert!(doors.put(1, own, at(false)).is_empty(), "nothing is new");
        doors.put(2, own, at(true));
        doors.put(3, other, at(false));
        let people = |doors: &Doors| {
            let waiting = doors.waiting(of).into_iter();
            waiting
                .map(|one| (one.person, one.asks))
                .collect::<Vec<_>>()
        };
        assert_eq!(people(&doors), [(own, true), (other, false)]);
        assert_eq!(doors.put(2, own, None), [of]);
        assert_eq!(people(&doors), [(own, false), (other, false)]);
        doors.put(1, own, None);
        doors.put(3, other, None);
        assert!(doors.calls.is_empty() && doors.at.is_empty());
    }
}
