//! A room: who is in it, what they publish and watch. No I/O: something comes in by [`Room::take`],
//! and what is to be sent is collected in [`Out`].

mod allowed;
mod care;
mod data;
mod enter;
mod estimate;
mod flow;
mod forward;
mod guard;
mod io;
mod limits;
mod offer;
mod orders;
mod peer;
mod publish;
mod quality;
mod resume;
mod say;
mod signals;
mod speakers;
mod subscribe;
mod watch;

pub use io::WireId;
pub(crate) use io::{Input, LinkKey, Out, Route, Way};
pub use limits::Limits;
pub use orders::{Notice, Order};
pub use peer::PeerKey;

use crate::{
    Keys, clock, ids,
    link::{Happened, LinkSettings, Source},
};
use guard::For;
use livekit_protocol::{ParticipantInfo, participant_info::State};
use peer::{Peer, TrackKey};
use std::{
    collections::{BTreeMap, HashSet, VecDeque},
    sync::Arc,
    time::{Duration, Instant},
};

/// How often a room looks after itself.
const TICK: Duration = Duration::from_millis(300);

pub(crate) struct Room {
    name: String,
    sid: String,
    created_ms: i64,
    settings: Arc<LinkSettings>,
    keys: Keys,
    limits: Limits,
    peers: BTreeMap<PeerKey, Peer>,
    /// Who was removed, and stays out until let in.
    barred: HashSet<String>,
    next_track: u64,
    /// The loudest voices; empty while all of them fit.
    heard: HashSet<TrackKey>,
    /// Who left a while ago.
    gone: VecDeque<(Instant, ParticipantInfo)>,
    next_tick: Instant,
    next_quality: Instant,
    /// When the last one left.
    empty_since: Option<Instant>,
    out: Out,
}

impl Room {
    pub(crate) fn new(name: &str, settings: Arc<LinkSettings>, keys: Keys, limits: Limits) -> Self {
        let now = clock::now();
        Self {
            name: name.to_owned(),
            sid: ids::new("RM"),
            created_ms: clock::unix_ms(),
            settings,
            keys,
            limits,
            peers: BTreeMap::new(),
            barred: HashSet::new(),
            next_track: 0,
            heard: HashSet::new(),
            gone: VecDeque::new(),
            next_tick: now + TICK,
            next_quality: now + quality::EVERY,
            empty_since: Some(now),
            out: Out::default(),
        }
    }

    /// Takes what has come and does what follows from it.
    pub(crate) fn take(&mut self, input: Input) {
        let now = clock::now();
        let whose = self.whose(&input);
        self.guarded(whose, now, |room| room.begin(input, now));
        self.pump_due(now);
        let keys: Vec<PeerKey> = self.peers.keys().copied().collect();
        for key in keys {
            self.guarded(For::Peer(key), now, |room| room.renegotiate(key, now));
        }
        if now >= self.next_tick {
            self.next_tick = now + TICK;
            self.guarded(For::All, now, |room| room.look_after(now));
        }
        self.follow(now);
    }

    fn begin(&mut self, input: Input, now: Instant) {
        match input {
            Input::Enter {
                key,
                wire,
                pass,
                ask,
            } => self.enter(key, wire, *pass, &ask, now),
            Input::Signal(wire, bytes) => self.signal(wire, &bytes, now),
            Input::Broken(wire) => self.broken(wire, now),
            Input::Packet { key, source, bytes } => self.packet(key, source, &bytes),
            Input::Order(order) => self.order(order, now),
            Input::Tick => {}
        }
    }

    /// When to call with [`Input::Tick`] at the latest.
    pub(crate) fn next(&self) -> Instant {
        let times = self.peers.values().flat_map(|peer| {
            let negotiate = peer.negotiate_at.unwrap_or(self.next_tick);
            let second = peer.second.as_ref().map(|second| second.link.next());
            [Some(peer.link.next()), second, Some(negotiate)]
                .into_iter()
                .flatten()
        });
        times
            .chain([self.next_tick])
            .min()
            .unwrap_or(self.next_tick)
    }

    /// What is to be sent; leaves nothing.
    pub(crate) fn out(&mut self) -> Out {
        std::mem::take(&mut self.out)
    }

    /// For how long nobody has been here.
    pub(crate) fn empty_for(&self) -> Option<Duration> {
        self.empty_since.map(|since| clock::now() - since)
    }

    /// Who is in, with their identities.
    pub(crate) fn people(&self) -> Vec<(PeerKey, String)> {
        let all = self.peers.values();
        all.map(|peer| (peer.key, peer.pass.identity.clone()))
            .collect()
    }

    fn packet(&mut self, key: LinkKey, source: Source, bytes: &[u8]) {
        let Some(destination) = self.settings.destination(source.address) else {
            return;
        };
        let peer = self.peers.get_mut(&key.peer);
        let Some(link) = peer.and_then(|peer| peer.on(key.way)) else {
            return;
        };
        if link.packet(source, destination, bytes) {
            self.out.routes.push(Route::Source(source, key));
        }
        link.pump(&mut self.out.sent);
    }

    fn pump_due(&mut self, now: Instant) {
        for link in self.peers.values_mut().flat_map(Peer::links) {
            if link.next() <= now {
                link.pump(&mut self.out.sent);
            }
        }
    }

    /// Everything that has happened on the connections, until nothing follows from it any more.
    fn follow(&mut self, now: Instant) {
        let keys: Vec<PeerKey> = self.peers.keys().copied().collect();
        let mut quiet = false;
        while !quiet {
            quiet = true;
            for key in &keys {
                while let Some((way, event)) = self.peers.get_mut(key).and_then(Peer::next_event) {
                    quiet = false;
                    self.guarded(For::Peer(*key), now, |room| {
                        room.happened(*key, way, event);
                    });
                }
            }
        }
    }

    fn happened(&mut self, key: PeerKey, way: Way, event: Happened) {
        match event {
            Happened::Frame(frame) if way == Way::Up => self.forward(key, &frame),
            // What is for receiving publishes nothing.
            Happened::Frame(_) => {}
            Happened::KeyWanted(mid) => self.key_wanted(key, mid),
            Happened::Connected => {
                if let Some(peer) = self.peers.get_mut(&key) {
                    // Of two the one that we open counts.
                    if way == Way::Up && peer.second.is_some() {
                        return;
                    }
                    peer.state = State::Active;
                }
                self.tell(key);
                self.refresh_watched(key);
            }
            Happened::Estimate(bits) => {
                if let Some(peer) = self.peers.get_mut(&key) {
                    peer.estimate.measured(bits, peer.given, clock::now());
                }
                self.share_out(key);
            }
            Happened::Latest(bits) => {
                let peer = self.peers.get_mut(&key).filter(|peer| {
                    // Where there are two, one sends.
                    way == Way::Down || peer.second.is_none()
                });
                if peer.is_some_and(|peer| peer.estimate.latest(bits, peer.given, clock::now())) {
                    self.share_out(key);
                }
            }
            Happened::Lost(share) => {
                if let Some(peer) = self.peers.get_mut(&key) {
                    peer.loss = peer.loss.max(share);
                }
            }
            Happened::Open(channel) => self.opened(key, channel),
            Happened::Data(channel, bytes) => self.data(key, channel, &bytes),
            Happened::Closed => {
                // The page is gone, or its media broke: the signalling tells which.
                tracing::debug!(room = %self.name, "a connection has closed");
            }
        }
    }
}
