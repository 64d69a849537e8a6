//! Which sections of a viewer carry which tracks. The client offers sections; the room fills them,
//! asks for more when they run out, and for a new offer when something is to change.

use super::{
    PeerKey, Room,
    estimate::Trial,
    peer::{TrackKey, Watched},
};
use crate::{link::Mid, sdp};
use livekit_protocol::{MediaSectionsRequirement, TrackSource, signal_response::Message};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

/// Changes that come together are made together: each offer is some 20 kB.
const TOGETHER: Duration = Duration::from_millis(60);

/// For how long a client that made many offers is left alone.
const LATER: Duration = Duration::from_millis(500);

/// A section in which somebody can receive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) mid: String,
    pub(super) kind: sdp::Kind,
    pub(super) holds: Option<TrackKey>,
    /// It was offered to the client as one that sends.
    pub(super) sends: bool,
}

impl Room {
    /// What a viewer is to get, in order of publication.
    pub(super) fn desired(&self, viewer: PeerKey) -> Vec<(TrackKey, sdp::Kind)> {
        let Some(peer) = self.peers.get(&viewer) else {
            return Vec::new();
        };
        let others = self.peers.values().filter(|other| other.key != viewer);
        let tracks = others.flat_map(|other| &other.tracks);
        let mut cameras = 0;
        tracks
            .filter(|track| track.mid.is_some() && peer.wants(&track.info.sid))
            .filter(|track| {
                cameras += usize::from(track.source() == TrackSource::Camera);
                track.source() != TrackSource::Camera || cameras <= self.limits.cameras
            })
            .map(|track| (track.key, track.kind()))
            .collect()
    }

    /// Takes the sections of an offer and puts what is desired into them.
    pub(super) fn fill(&mut self, viewer: PeerKey, sections: &[sdp::Section]) {
        let desired = self.desired(viewer);
        let Some(peer) = self.peers.get_mut(&viewer) else {
            return;
        };
        let before: HashMap<String, Option<TrackKey>> = peer
            .slots
            .drain(..)
            .map(|slot| (slot.mid, slot.holds))
            .collect();
        let receiving = sections
            .iter()
            .filter(|one| one.way == sdp::Way::Receive && one.kind != sdp::Kind::Data);
        peer.slots = receiving
            .map(|one| Slot {
                mid: one.mid.clone(),
                kind: one.kind,
                holds: before.get(&one.mid).copied().flatten(),
                sends: false,
            })
            .collect();
        peer.asked = (0, 0);
        for slot in &mut peer.slots {
            let still = |held: &TrackKey| desired.iter().any(|(track, _)| track == held);
            slot.holds = slot.holds.filter(still);
        }
        for (track, kind) in desired {
            if peer.slots.iter().any(|slot| slot.holds == Some(track)) {
                continue;
            }
            let mut free = peer.slots.iter_mut();
            if let Some(slot) = free.find(|slot| slot.kind == kind && slot.holds.is_none()) {
                slot.holds = Some(track);
            }
        }
    }

    /// After an answer: what the viewer gets, and where.
    pub(super) fn refresh_watched(&mut self, viewer: PeerKey) {
        let Some(peer) = self.peers.get(&viewer) else {
            return;
        };
        let mut watched = HashMap::new();
        for slot in &peer.slots {
            let found = slot.holds.and_then(|track| self.published(track));
            let Some((_, track)) = found else { continue };
            let highest = track.layers.len().saturating_sub(1);
            // Who says what is shown begins small, and asks for more at once.
            let want = if peer.adaptive { 0 } else { highest };
            let one = Watched {
                mid: Mid::from(slot.mid.as_str()),
                video: track.is_video(),
                want: Some(want),
                top: Some(0),
                layer: None,
                paused: false,
                trial: Trial::Ahead,
                twice: None,
            };
            watched.insert(track.key, one);
        }
        let Some(peer) = self.peers.get_mut(&viewer) else {
            return;
        };
        for (key, before) in peer.watched.drain() {
            if let Some(now) = watched.get_mut(&key)
                && now.mid == before.mid
            {
                *now = before;
            }
        }
        peer.watched = watched;
        self.share_out(viewer);
    }

    /// A track is gone: nobody gets it any more, and its sections are free after the next offer.
    pub(super) fn unwatch(&mut self, track: TrackKey, now: Instant) {
        self.heard.remove(&track);
        for peer in self.peers.values_mut() {
            if peer.watched.remove(&track).is_some() {
                for slot in peer
                    .slots
                    .iter_mut()
                    .filter(|slot| slot.holds == Some(track))
                {
                    slot.holds = None;
                }
                peer.negotiate_at.get_or_insert(now + TOGETHER);
            }
        }
    }

    pub(super) fn everybody_renegotiates(&mut self, now: Instant) {
        for peer in self.peers.values_mut() {
            peer.negotiate_at.get_or_insert(now + TOGETHER);
        }
    }

    /// Asks for a new offer when what is carried is not what is desired.
    pub(super) fn renegotiate(&mut self, viewer: PeerKey, now: Instant) {
        let due = self.peers.get(&viewer).and_then(|peer| peer.negotiate_at);
        if due.is_none_or(|due| due > now) {
            return;
        }
        let desired = self.desired(viewer);
        let Some(peer) = self.peers.get_mut(&viewer) else {
            return;
        };
        if peer.second.is_some() {
            peer.negotiate_at = None;
            self.offer_down(viewer);
            return;
        }
        if peer.allowed.spares_offers(now) {
            peer.negotiate_at = Some(now + LATER);
            return;
        }
        peer.negotiate_at = None;
        let held = |track: &TrackKey| peer.slots.iter().any(|slot| slot.holds == Some(*track));
        let carried = peer.slots.iter().filter_map(|slot| slot.holds);
        let gone = carried.filter(|one| !desired.iter().any(|(track, _)| track == one));
        let lacking: Vec<sdp::Kind> = desired
            .iter()
            .filter(|(track, _)| !held(track))
            .map(|(_, kind)| *kind)
            .collect();
        if gone.count() == 0 && lacking.is_empty() {
            return;
        }
        let missing = |kind: sdp::Kind, asked: u32| {
            let free = peer
                .slots
                .iter()
                .filter(|slot| slot.kind == kind && slot.holds.is_none());
            let needed = lacking.iter().filter(|one| **one == kind).count();
            let more = needed.saturating_sub(free.count());
            u32::try_from(more)
                .unwrap_or(u32::MAX)
                .saturating_sub(asked)
        };
        let audios = missing(sdp::Kind::Audio, peer.asked.0);
        let videos = missing(sdp::Kind::Video, peer.asked.1);
        peer.asked.0 += audios;
        peer.asked.1 += videos;
        let requirement = MediaSectionsRequirement {
            num_audios: audios,
            num_videos: videos,
        };
        self.say(viewer, Message::MediaSectionsRequirement(requirement));
    }
}
