//! A room: who is in it, what they publish and watch. No I/O: something comes in by [`Room::take`],
//! and what is to be sent is collected in [`Out`].

mod data;
mod enter;
mod forward;
mod orders;
mod peer;
mod publish;
mod signals;
mod speakers;
mod subscribe;
mod watch;

pub use orders::{Notice, Order};
pub use peer::PeerKey;

use crate::{
    Ask, Keys, Pass, clock, ids,
    link::{Happened, LinkSettings, Transmit},
};
use livekit_protocol::{
    DisconnectReason, LeaveRequest, ParticipantUpdate, SignalResponse, leave_request::Action,
    participant_info::State, signal_response::Message,
};
use peer::{Peer, TrackKey};
use prost::Message as _;
use std::{
    collections::{BTreeMap, HashSet},
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

/// A signalling connection's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WireId(pub u64);

/// What a room may grow to.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// People in a room.
    pub people: usize,
    /// Tracks of one of them.
    pub tracks: usize,
    /// Bytes of a data packet.
    pub packet: usize,
    /// Bytes of name, metadata and attributes of one of them.
    pub words: usize,
    /// Cameras that one person gets, of those who came first: a description names each of them, and
    /// a screen shows no more.
    pub cameras: usize,
    /// Voices that are forwarded at the same time, the loudest.
    pub voices: usize,
    /// How long somebody whose signalling broke keeps the place.
    pub patience: Duration,
    /// How often tokens are renewed, for the next time one comes in.
    pub renew: Duration,
    /// How long such a token opens.
    pub holds: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            people: 200,
            tracks: 8,
            packet: 64_000,
            words: 16 * 1024,
            cameras: 30,
            voices: 8,
            patience: Duration::from_secs(20),
            renew: Duration::from_secs(240),
            holds: Duration::from_secs(600),
        }
    }
}

/// What comes into a room.
#[derive(Debug)]
pub(crate) enum Input {
    /// Somebody with a token that holds.
    Enter {
        key: PeerKey,
        wire: WireId,
        pass: Box<Pass>,
        ask: Box<Ask>,
    },
    /// A message of the signalling.
    Signal(WireId, Vec<u8>),
    /// The signalling broke.
    Broken(WireId),
    /// A datagram for somebody.
    Packet {
        key: PeerKey,
        source: SocketAddr,
        bytes: Vec<u8>,
    },
    /// The application's.
    Order(Order),
    /// Time has passed.
    Tick,
}

/// What is to be done outside.
#[derive(Debug, Default)]
pub(crate) struct Out {
    pub(crate) said: Vec<(WireId, Vec<u8>)>,
    /// To be closed after what was said.
    pub(crate) shut: Vec<WireId>,
    pub(crate) sent: Vec<Transmit>,
    pub(crate) routes: Vec<Route>,
    pub(crate) notices: Vec<Notice>,
}

/// Who gets datagrams from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// First packets are known by this name.
    Name(String, PeerKey),
    /// The others by where they come from.
    Address(SocketAddr, PeerKey),
    /// Gone.
    Forget(PeerKey),
}

/// How often a room looks after itself.
const TICK: Duration = Duration::from_millis(300);

/// Clients give a sign of life every three seconds.
const SILENCE: Duration = Duration::from_secs(30);

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
    next_tick: Instant,
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
            next_tick: now + TICK,
            empty_since: Some(now),
            out: Out::default(),
        }
    }

    /// Takes what has come and does what follows from it.
    pub(crate) fn take(&mut self, input: Input) {
        let now = clock::now();
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
        self.pump_due(now);
        let keys: Vec<PeerKey> = self.peers.keys().copied().collect();
        for key in keys {
            self.renegotiate(key, now);
        }
        if now >= self.next_tick {
            self.next_tick = now + TICK;
            self.look_after(now);
        }
        self.follow();
    }

    /// When to call with [`Input::Tick`] at the latest.
    pub(crate) fn next(&self) -> Instant {
        let times = self.peers.values().flat_map(|peer| {
            let negotiate = peer.negotiate_at.unwrap_or(self.next_tick);
            [peer.link.next(), negotiate]
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

    fn packet(&mut self, key: PeerKey, source: SocketAddr, bytes: &[u8]) {
        let Some(destination) = self.settings.destination(source) else {
            return;
        };
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        if peer.link.packet(source, destination, bytes) {
            self.out.routes.push(Route::Address(source, key));
        }
        peer.link.pump(&mut self.out.sent);
    }

    fn pump_due(&mut self, now: Instant) {
        for peer in self.peers.values_mut() {
            if peer.link.next() <= now {
                peer.link.pump(&mut self.out.sent);
            }
        }
    }

    /// Everything that has happened on the connections, until nothing follows from it any more.
    fn follow(&mut self) {
        let keys: Vec<PeerKey> = self.peers.keys().copied().collect();
        let mut quiet = false;
        while !quiet {
            quiet = true;
            for key in &keys {
                while let Some(event) = self.peers.get_mut(key).and_then(|p| p.link.next_event()) {
                    quiet = false;
                    self.happened(*key, event);
                }
            }
        }
    }

    fn happened(&mut self, key: PeerKey, event: Happened) {
        match event {
            Happened::Frame(frame) => self.forward(key, &frame),
            Happened::KeyWanted(mid) => self.key_wanted(key, mid),
            Happened::Connected => {
                if let Some(peer) = self.peers.get_mut(&key) {
                    peer.state = State::Active;
                }
                self.tell(key);
                self.refresh_watched(key);
            }
            Happened::Estimate(estimate) => {
                if let Some(peer) = self.peers.get_mut(&key) {
                    peer.estimate = estimate;
                }
                self.share_out(key);
            }
            Happened::Open(channel) => self.opened(key, channel),
            Happened::Data(channel, bytes) => self.data(key, channel, &bytes),
            Happened::Closed => {
                // The page is gone, or its media broke: the signalling tells which.
                tracing::debug!(room = %self.name, "a connection has closed");
            }
        }
    }

    /// What is done from time to time.
    fn look_after(&mut self, now: Instant) {
        let mut lost = Vec::new();
        for peer in self.peers.values() {
            let gone = peer
                .silent_since
                .is_some_and(|since| now - since > self.limits.patience);
            if gone || (peer.wire.is_none() && !peer.link.is_alive()) {
                lost.push(peer.key);
            }
        }
        for key in lost {
            self.remove(key, DisconnectReason::ConnectionTimeout, now);
        }
        self.end_dead(now);
        self.speakers();
        self.renew(now);
        let keys: Vec<PeerKey> = self.peers.keys().copied().collect();
        for key in keys {
            self.share_out(key);
            self.ask_again(key, now);
            if let Some(peer) = self.peers.get_mut(&key) {
                peer.flush(&mut self.out.sent);
            }
        }
        self.thin_out(now);
    }

    /// A closed laptop says nothing, and its network tells of it after minutes; media that broke
    /// begins anew with its client.
    fn end_dead(&mut self, now: Instant) {
        let all = self.peers.values();
        let silent = all.filter(|peer| now - peer.heard > SILENCE);
        let silent: Vec<WireId> = silent.filter_map(|peer| peer.wire).collect();
        for wire in silent {
            self.out.shut.push(wire);
            self.broken(wire, now);
        }
        let all = self.peers.values();
        let dead = all.filter(|peer| peer.wire.is_some() && !peer.link.is_alive());
        let dead: Vec<PeerKey> = dead.map(|peer| peer.key).collect();
        for key in dead {
            self.send_away(key, Action::Reconnect, DisconnectReason::StateMismatch, now);
        }
    }

    /// Says something to somebody, if there is a wire.
    fn say(&mut self, key: PeerKey, message: Message) {
        if let Some(wire) = self.peers.get(&key).and_then(|peer| peer.wire) {
            self.out.said.push((wire, encoded(message)));
        }
    }

    /// Tells everybody how somebody is now, the person too.
    fn tell(&mut self, key: PeerKey) {
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        peer.version += 1;
        let (info, hidden, wire) = (peer.info(), peer.pass.rights.hidden, peer.wire);
        let update = encoded(Message::Update(ParticipantUpdate {
            participants: vec![info],
        }));
        if hidden {
            self.out.said.extend(wire.map(|wire| (wire, update)));
            return;
        }
        for wire in self.peers.values().filter_map(|peer| peer.wire) {
            self.out.said.push((wire, update.clone()));
        }
    }

    /// Takes somebody out of the room and tells the others.
    fn remove(&mut self, key: PeerKey, reason: DisconnectReason, now: Instant) {
        let Some(mut peer) = self.peers.remove(&key) else {
            return;
        };
        peer.link.close();
        self.out.routes.push(Route::Forget(key));
        if let Some(wire) = peer.wire {
            self.out.shut.push(wire);
        }
        self.out
            .notices
            .push(Notice::Left(peer.pass.identity.clone()));
        if !peer.pass.rights.hidden {
            let mut info = peer.info();
            info.version += 1;
            info.tracks.clear();
            info.state = State::Disconnected as i32;
            info.set_disconnect_reason(reason);
            let update = encoded(Message::Update(ParticipantUpdate {
                participants: vec![info],
            }));
            for wire in self.peers.values().filter_map(|peer| peer.wire) {
                self.out.said.push((wire, update.clone()));
            }
        }
        for track in &peer.tracks {
            self.unwatch(track.key, now);
        }
        if self.peers.is_empty() {
            self.empty_since = Some(now);
        }
    }

    /// Sends somebody away: what is said last, and the reason.
    fn send_away(&mut self, key: PeerKey, action: Action, reason: DisconnectReason, now: Instant) {
        self.say(key, Message::Leave(leave(action, reason)));
        self.remove(key, reason, now);
    }
}

fn leave(action: Action, reason: DisconnectReason) -> LeaveRequest {
    LeaveRequest {
        action: action as i32,
        reason: reason as i32,
        can_reconnect: action != Action::Disconnect,
        regions: None,
    }
}

fn encoded(message: Message) -> Vec<u8> {
    let response = SignalResponse {
        message: Some(message),
    };
    response.encode_to_vec()
}
