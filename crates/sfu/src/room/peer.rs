//! Somebody in a room, with what is published and watched.

use super::{
    Way,
    allowed::Allowed,
    data::Backlog,
    estimate::{Estimate, Trial},
    flow::Flow,
    offer::Second,
    subscribe::Slot,
};
use crate::{
    Ask, Pass, WireId, clock, ids,
    link::{Happened, Link, LinkSettings, Mid, Rid},
    sdp,
};
use livekit_protocol::{
    ClientInfo, ConnectionQuality, ParticipantInfo, TrackInfo, TrackSource, TrackType,
    UpdateTrackSettings, participant_info::State,
};
use std::{
    collections::{HashMap, HashSet},
    time::{Duration, Instant},
};

/// Somebody's number, one for each time of coming in, over all rooms of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeerKey(pub u64);

/// A track's number in its room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TrackKey(pub(super) u64);

pub(super) struct Peer {
    pub(super) key: PeerKey,
    pub(super) sid: String,
    pub(super) pass: Pass,
    pub(super) link: Link,
    /// By which it receives, where it has one for each way.
    pub(super) second: Option<Second>,
    /// Where its words go; none while its signalling is broken.
    pub(super) wire: Option<WireId>,
    /// Since when it is.
    pub(super) silent_since: Option<Instant>,
    pub(super) state: State,
    /// Grows with every change that the others are told of.
    pub(super) version: u32,
    pub(super) joined_at_ms: i64,
    pub(super) client: ClientInfo,
    pub(super) adaptive: bool,
    /// Wants every track; otherwise only those asked for.
    pub(super) all_tracks: bool,
    /// Exceptions from that.
    pub(super) chosen: HashSet<String>,
    pub(super) tracks: Vec<Track>,
    /// Sections that send something no track was announced for yet: by the client's name of it.
    pub(super) unclaimed: HashMap<String, (Mid, Vec<Rid>, sdp::Kind)>,
    /// It does not name tracks in its sections as it announces them.
    pub(super) renames: bool,
    /// Sections in which it can receive.
    pub(super) slots: Vec<Slot>,
    /// Sections asked for and not yet offered: of sound, of pictures.
    pub(super) asked: (u32, u32),
    /// When to ask for a new offer, if then something is still to change.
    pub(super) negotiate_at: Option<Instant>,
    pub(super) watched: HashMap<TrackKey, Watched>,
    /// What its way carries, and what is given to it, in bits per second.
    pub(super) estimate: Estimate,
    pub(super) given: u64,
    /// Whether sound goes to it twice, if it can have it so.
    pub(super) twice: bool,
    /// The largest share of packets lost of late, either way, and what the others were told of it.
    pub(super) loss: f32,
    pub(super) told_quality: ConnectionQuality,
    /// Number of its last reliable packet.
    pub(super) last_reliable: u32,
    /// Reliable packets that wait for its channel.
    pub(super) backlog: Backlog,
    /// What it may still say before it says too much.
    pub(super) allowed: Allowed,
    /// When its signalling said something last.
    pub(super) heard: Instant,
    /// When it was given a token last.
    pub(super) renewed: Instant,
}

/// A published track.
pub(super) struct Track {
    pub(super) key: TrackKey,
    /// The client's name of it.
    pub(super) cid: String,
    pub(super) info: TrackInfo,
    /// The section it comes in, once offered.
    pub(super) mid: Option<Mid>,
    /// Lowest first; one without a name where there are no layers.
    pub(super) layers: Vec<Layer>,
    /// How much of it goes on.
    pub(super) flow: Flow,
    /// Loudest of the present moment, 0 to -127 dB.
    pub(super) loudest: i8,
    /// Muted by the room, and the client has not said that it knows.
    pub(super) silenced: bool,
    /// Whether the room was told that somebody speaks here.
    pub(super) speaking: bool,
    /// Layers the client was told to send, and when somebody last watched more than that.
    pub(super) sent_up_to: Option<usize>,
    pub(super) less_since: Option<Instant>,
}

pub(super) struct Layer {
    pub(super) rid: Option<Rid>,
    pub(super) seen: Option<Instant>,
    /// A picture was left out: the next ones cannot be decoded.
    pub(super) torn: bool,
    /// When a key frame was asked for last, and whether it is to be asked again.
    pub(super) asked: Option<Instant>,
    pub(super) wanted: bool,
    /// Bits per second, measured; before that as the client announced.
    pub(super) rate: u64,
    pub(super) window: (Instant, u64),
}

/// A track as one viewer gets it.
pub(super) struct Watched {
    pub(super) mid: Mid,
    pub(super) video: bool,
    /// The highest layer that is of use to what the viewer shows; none while it shows nothing.
    pub(super) want: Option<usize>,
    /// The highest layer that its way carries; none when not even the lowest.
    pub(super) top: Option<usize>,
    /// The layer it gets.
    pub(super) layer: Option<usize>,
    /// Told that it is paused.
    pub(super) paused: bool,
    /// How far a picture of one size has been tried.
    pub(super) trial: Trial,
    /// Sound: whether it goes there twice, once that was said.
    pub(super) twice: Option<bool>,
}

/// How long a layer counts as there after its last picture: clients switch layers off and on.
const FRESH: Duration = Duration::from_millis(700);

impl Layer {
    pub(super) fn is_fresh(&self, now: Instant) -> bool {
        self.seen.is_some_and(|seen| now - seen < FRESH)
    }
}

impl Track {
    pub(super) fn source(&self) -> TrackSource {
        self.info.source()
    }

    pub(super) fn is_video(&self) -> bool {
        self.info.r#type() == TrackType::Video
    }

    pub(super) fn kind(&self) -> sdp::Kind {
        if self.is_video() {
            sdp::Kind::Video
        } else {
            sdp::Kind::Audio
        }
    }

    /// The best layer up to one that sends now; the lowest that does when all of those are silent.
    pub(super) fn best_up_to(&self, top: usize, now: Instant) -> Option<usize> {
        let fresh = |at: &usize| self.layers[*at].is_fresh(now);
        let last = top.min(self.layers.len().saturating_sub(1));
        (0..=last)
            .rev()
            .find(fresh)
            .or_else(|| (last + 1..self.layers.len()).find(fresh))
    }

    /// The layer that what a viewer shows can use.
    pub(super) fn wanted(&self, settings: &UpdateTrackSettings) -> Option<usize> {
        if settings.disabled {
            return None;
        }
        let highest = self.layers.len().saturating_sub(1);
        if settings.width == 0 {
            return Some(usize::try_from(settings.quality).unwrap_or(0).min(highest));
        }
        let covers = self
            .info
            .layers
            .iter()
            .position(|layer| layer.width >= settings.width && layer.height >= settings.height);
        Some(covers.unwrap_or(highest).min(highest))
    }
}

impl Peer {
    pub(super) fn new(
        key: PeerKey,
        pass: Pass,
        ask: &Ask,
        wire: WireId,
        settings: &LinkSettings,
        now: Instant,
    ) -> Self {
        Self {
            key,
            sid: ids::new("PA"),
            pass,
            link: Link::new(settings, now),
            second: ask.two.then(|| Second::new(settings, now)),
            wire: Some(wire),
            silent_since: None,
            state: State::Joined,
            version: 1,
            joined_at_ms: clock::unix_ms(),
            client: ask.client.clone(),
            adaptive: ask.adaptive,
            all_tracks: ask.subscribe,
            chosen: HashSet::new(),
            tracks: Vec::new(),
            unclaimed: HashMap::new(),
            renames: false,
            slots: Vec::new(),
            asked: (0, 0),
            negotiate_at: None,
            watched: HashMap::new(),
            estimate: Estimate::new(),
            given: 0,
            twice: false,
            loss: 0.0,
            told_quality: ConnectionQuality::Excellent,
            last_reliable: 0,
            backlog: Backlog::default(),
            allowed: Allowed::new(now),
            heard: now,
            renewed: now,
        }
    }

    /// The connection by which it receives.
    pub(super) fn down(&mut self) -> &mut Link {
        let second = self.second.as_mut().map(|second| &mut second.link);
        second.unwrap_or(&mut self.link)
    }

    pub(super) fn on(&mut self, way: Way) -> Option<&mut Link> {
        match way {
            Way::Up => Some(&mut self.link),
            Way::Down => self.second.as_mut().map(|second| &mut second.link),
        }
    }

    pub(super) fn links(&mut self) -> impl Iterator<Item = &mut Link> {
        let second = self.second.as_mut().map(|second| &mut second.link);
        std::iter::once(&mut self.link).chain(second)
    }

    pub(super) fn is_alive(&self) -> bool {
        let second = self.second.as_ref();
        self.link.is_alive() && second.is_none_or(|second| second.link.is_alive())
    }

    /// What has happened next, on either connection.
    pub(super) fn next_event(&mut self) -> Option<(Way, Happened)> {
        if let Some(event) = self.link.next_event() {
            return Some((Way::Up, event));
        }
        let event = self.second.as_mut()?.link.next_event()?;
        Some((Way::Down, event))
    }

    /// As the others are told.
    pub(super) fn info(&self) -> ParticipantInfo {
        let carried = self.tracks.iter().filter(|one| one.mid.is_some());
        let tracks: Vec<TrackInfo> = carried.map(|one| one.info.clone()).collect();
        ParticipantInfo {
            sid: self.sid.clone(),
            identity: self.pass.identity.clone(),
            name: self.pass.name.clone(),
            metadata: self.pass.metadata.clone(),
            attributes: self.pass.attributes.clone(),
            state: self.state as i32,
            version: self.version,
            joined_at: self.joined_at_ms / 1000,
            joined_at_ms: self.joined_at_ms,
            permission: Some(self.pass.rights.permission()),
            is_publisher: !tracks.is_empty(),
            client_protocol: self.client.client_protocol,
            capabilities: self.client.capabilities.iter().copied().take(16).collect(),
            tracks,
            ..ParticipantInfo::default()
        }
    }

    pub(super) fn wants(&self, track: &str) -> bool {
        self.pass.rights.subscribe && self.all_tracks != self.chosen.contains(track)
    }

    pub(super) fn track(&mut self, sid: &str) -> Option<&mut Track> {
        self.tracks.iter_mut().find(|one| one.info.sid == sid)
    }
}
