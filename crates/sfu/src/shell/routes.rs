//! Which room a packet is for.

use super::{ToRoom, ports::Udp};
use crate::{
    PeerKey,
    allowance::Allowance,
    clock,
    link::{self, Protocol, Source},
    room::{Input, LinkKey, Route, Way},
};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::mpsc;

/// Largest datagram of WebRTC.
const DATAGRAM: usize = 2_000;
/// Packets a second that one client may send for long, and at once: three pictures and a screen at
/// their best are some 500.
const PACKETS: (u32, u32) = (4_000, 8_000);
/// Addresses that one client may come from.
const SOURCES: usize = 64;
/// How long an address stays with who proved that it is theirs. Clients prove it every few seconds;
/// somebody else who writes it on an envelope does not get what comes from there.
const HELD: Duration = Duration::from_secs(10);

/// Who gets packets: the first ones by the name in them, the others by where they come from.
#[derive(Default)]
pub(super) struct Routes(Mutex<Known>);

#[derive(Default)]
struct Known {
    names: HashMap<String, LinkKey>,
    sources: HashMap<Source, (LinkKey, Instant)>,
    links: HashMap<LinkKey, Owner>,
}

/// A connection of somebody.
struct Owner {
    room: mpsc::Sender<ToRoom>,
    name: String,
    sources: VecDeque<Source>,
    allowance: Allowance,
}

impl Routes {
    pub(super) fn change(&self, room: &mpsc::Sender<ToRoom>, routes: Vec<Route>) {
        if routes.is_empty() {
            return;
        }
        let now = clock::now();
        let mut known = self.lock();
        for route in routes {
            match route {
                Route::Name(name, key) => known.name(name, key, room, now),
                Route::Source(source, key) => known.comes_from(source, key, now),
                Route::Forget(key) => known.forget(key),
            }
        }
    }

    /// Forgets people of a room that has ended.
    pub(super) fn forget(&self, people: impl IntoIterator<Item = PeerKey>) {
        let mut known = self.lock();
        for key in people {
            known.forget(key);
        }
    }

    /// Whose a packet is, and where it goes.
    pub(super) fn find(
        &self,
        source: Source,
        bytes: &[u8],
    ) -> Option<(LinkKey, mpsc::Sender<ToRoom>)> {
        let name = link::ufrag_of(bytes);
        let mut known = self.lock();
        let key = match name {
            Some(name) => *known.names.get(&name)?,
            None => known.sources.get(&source)?.0,
        };
        let person = known.links.get_mut(&key)?;
        let allowed = person.allowance.spend(1, clock::now());
        allowed.then(|| (key, person.room.clone()))
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn name(&mut self, name: String, key: LinkKey, room: &mpsc::Sender<ToRoom>, now: Instant) {
        let person = self.links.entry(key).or_insert_with(|| Owner {
            room: room.clone(),
            name: String::new(),
            sources: VecDeque::new(),
            allowance: Allowance::new(PACKETS.0, PACKETS.1, now),
        });
        let before = std::mem::replace(&mut person.name, name.clone());
        self.names.remove(&before);
        self.names.insert(name, key);
    }

    fn comes_from(&mut self, source: Source, key: LinkKey, now: Instant) {
        let before = self.sources.get(&source).copied();
        let owner = before.map(|(owner, _)| owner);
        if before.is_some_and(|(owner, at)| owner != key && now - at < HELD) {
            return;
        }
        let Some(person) = self.links.get_mut(&key) else {
            return;
        };
        self.sources.insert(source, (key, now));
        if owner == Some(key) {
            return;
        }
        person.sources.push_back(source);
        let oldest = (person.sources.len() > SOURCES).then(|| person.sources.pop_front());
        if let Some(oldest) = oldest.flatten() {
            self.leave(oldest, key);
        }
        if let Some(owner) = owner.and_then(|owner| self.links.get_mut(&owner)) {
            owner.sources.retain(|one| *one != source);
        }
    }

    fn forget(&mut self, peer: PeerKey) {
        for way in [Way::Up, Way::Down] {
            let key = LinkKey { peer, way };
            let Some(owner) = self.links.remove(&key) else {
                continue;
            };
            self.names.remove(&owner.name);
            for source in owner.sources {
                self.leave(source, key);
            }
        }
    }

    fn leave(&mut self, source: Source, key: LinkKey) {
        let owner = self.sources.get(&source);
        if owner.is_some_and(|(owner, _)| *owner == key) {
            self.sources.remove(&source);
        }
    }
}

/// Hands out datagrams for as long as the socket lives.
pub(super) async fn receive(socket: Arc<Udp>, routes: Arc<Routes>) {
    let mut buffer = [0_u8; DATAGRAM];
    loop {
        match socket.receive(&mut buffer).await {
            Ok((length, address)) => {
                let source = Source {
                    protocol: Protocol::Udp,
                    address,
                };
                let bytes = &buffer[..length];
                if let Some((key, room)) = routes.find(source, bytes) {
                    let bytes = bytes.to_vec();
                    let input = Input::Packet { key, source, bytes };
                    // A room that does not keep up loses packets, as on a network that does not.
                    drop(room.try_send(ToRoom::Packet(clock::now(), input)));
                }
            }
            // A client's closed port is reported here: it concerns nobody else.
            Err(cause) => {
                tracing::debug!(%cause, "a datagram could not be received");
                tokio::task::yield_now().await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;

    fn source(port: u16) -> Source {
        Source {
            protocol: Protocol::Udp,
            address: SocketAddr::from(([192, 0, 2, 1], port)),
        }
    }

    fn link(peer: u64) -> LinkKey {
        LinkKey {
            peer: PeerKey(peer),
            way: Way::Up,
        }
    }

    fn owner(known: &Known, port: u16) -> Option<u64> {
        known.sources.get(&source(port)).map(|(key, _)| key.peer.0)
    }

    fn two() -> Known {
        let (room, _) = mpsc::channel(1);
        let mut known = Known::default();
        known.name("a".into(), link(1), &room, clock::now());
        known.name("b".into(), link(2), &room, clock::now());
        known
    }

    #[test]
    fn an_address_goes_to_another_only_after_a_silence() {
        let (mut known, start) = (two(), clock::now());
        known.comes_from(source(5), link(1), start);
        let later = start + Duration::from_secs(6);
        known.comes_from(source(5), link(2), later);
        assert_eq!(owner(&known, 5), Some(1), "forged");
        known.comes_from(source(5), link(1), later);
        known.comes_from(source(5), link(2), later + Duration::from_secs(9));
        assert_eq!(owner(&known, 5), Some(1), "proved again meanwhile");
        known.comes_from(source(5), link(2), later + Duration::from_secs(10));
        assert_eq!(owner(&known, 5), Some(2), "given up");
        known.forget(PeerKey(1));
        assert_eq!(owner(&known, 5), Some(2));
        known.forget(PeerKey(2));
        assert!(known.sources.is_empty() && known.names.is_empty() && known.links.is_empty());
    }

    #[test]
    fn one_person_comes_from_a_few_addresses() {
        let (mut known, start) = (two(), clock::now());
        for port in 1..=100 {
            known.comes_from(source(port), link(1), start);
        }
        assert_eq!(known.sources.len(), SOURCES);
        assert_eq!((owner(&known, 1), owner(&known, 100)), (None, Some(1)));
        known.comes_from(source(7), link(3), start);
        assert_eq!(owner(&known, 7), None, "nobody of that number");
    }
}
