//! A room without its shell, for the fuzzers (`fuzz/check.rs`) and for simulated lines (`tests/lines`):
//! what comes in is theirs, what would go out is handed back. No interface of the unit.

use crate::{
    Ask, Keys, Limits, NoCertificate, Pass, PeerKey, Rights, WireId, clock,
    link::{self, LinkSettings, Protocol, Source},
    room::{Input, LinkKey, Room, Route, Way},
};
use std::{
    collections::{BTreeMap, HashMap},
    net::SocketAddr,
    sync::Arc,
    time::Instant,
};

/// What rooms share.
pub struct Stage {
    settings: Arc<LinkSettings>,
}

/// A room and what has come out of it.
pub struct Play {
    room: Room,
    /// Frames of the signalling, by who gets them.
    pub said: BTreeMap<u64, Vec<Vec<u8>>>,
    /// Whose signalling was closed.
    pub shut: Vec<u64>,
    /// Datagrams, by where they go.
    pub sent: Vec<(SocketAddr, Vec<u8>)>,
    /// The names by which first packets are known.
    pub names: BTreeMap<u64, String>,
}

impl Stage {
    /// With keys of its own, reached at this address.
    ///
    /// # Errors
    /// [`NoCertificate`]
    pub fn open(udp: SocketAddr) -> Result<Self, NoCertificate> {
        let settings = Arc::new(LinkSettings::new(vec![udp])?);
        Ok(Self { settings })
    }

    /// An empty room.
    #[must_use]
    pub fn play(&self) -> Play {
        let (keys, limits) = (Keys::new("fuzz", "a secret"), Limits::default());
        Play {
            room: Room::new("fuzz", Arc::clone(&self.settings), keys, limits),
            said: BTreeMap::new(),
            shut: Vec::new(),
            sent: Vec::new(),
            names: BTreeMap::new(),
        }
    }
}

impl Play {
    /// Somebody comes in, who may do everything.
    pub fn enter(&mut self, who: u64, ask: Ask) {
        let pass = Pass {
            room: "fuzz".into(),
            identity: who.to_string(),
            name: String::new(),
            metadata: String::new(),
            attributes: HashMap::new(),
            rights: Rights::ALL,
        };
        self.take(Input::enter(PeerKey(who), WireId(who), pass, ask));
    }

    /// Somebody says something.
    pub fn says(&mut self, who: u64, bytes: &[u8]) {
        self.take(Input::Signal(WireId(who), bytes.to_vec()));
    }

    /// A datagram comes: for whom it says, or for somebody whose address is known.
    pub fn packet(&mut self, who: u64, source: SocketAddr, bytes: &[u8]) {
        let named = link::ufrag_of(bytes);
        let found = self
            .names
            .iter()
            .find(|(_, own)| Some(*own) == named.as_ref());
        let key = LinkKey {
            peer: PeerKey(found.map_or(who, |(key, _)| *key)),
            way: Way::Up,
        };
        let (protocol, address) = (Protocol::Udp, source);
        let source = Source { protocol, address };
        let bytes = bytes.to_vec();
        self.take(Input::Packet { key, source, bytes });
    }

    /// Time passes.
    pub fn tick(&mut self) {
        self.take(Input::Tick);
    }

    /// From now on it is this moment on this thread, and time stands still until the next call.
    pub fn at(&mut self, now: Instant) {
        clock::simulate(Some(now));
    }

    /// When time should pass at the latest.
    #[must_use]
    pub fn next(&self) -> Instant {
        self.room.next()
    }

    fn take(&mut self, input: Input) {
        self.room.take(input);
        let out = self.room.out();
        for (wire, frame) in out.said {
            self.said.entry(wire.0).or_default().push(frame);
        }
        self.shut.extend(out.shut.into_iter().map(|wire| wire.0));
        let sent = out.sent.into_iter();
        self.sent
            .extend(sent.map(|one| (one.destination, one.contents.to_vec())));
        for route in out.routes {
            if let Route::Name(name, key) = route {
                self.names.insert(key.peer.0, name);
            }
        }
    }
}

impl Drop for Play {
    fn drop(&mut self) {
        clock::simulate(None);
    }
}
