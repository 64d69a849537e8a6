//! Clients with a connection for each way (`/rtc`): the room offers them what they receive.

use super::{LinkKey, PeerKey, Room, Route, Way, peer::Peer, subscribe::Slot};
use crate::{
    link::{Changes, Link, LinkSettings, Mid},
    sdp,
};
use livekit_protocol::{
    DisconnectReason, SessionDescription, leave_request::Action, signal_response::Message,
};
use std::time::Instant;

/// The connection by which such a client receives.
pub(super) struct Second {
    pub(super) link: Link,
    /// Number of the last offer.
    id: u32,
    /// It was not answered yet: the next one waits.
    waits: bool,
    /// One was answered.
    begun: bool,
    restart: bool,
}

impl Second {
    pub(super) fn new(settings: &LinkSettings, now: Instant) -> Self {
        Self {
            link: Link::new(settings, now),
            id: 0,
            waits: false,
            begun: false,
            restart: false,
        }
    }

    /// The signalling broke, and with it perhaps an offer or its answer: the next one is for a new
    /// way. False when there was none yet to go on with.
    pub(super) fn resume(&mut self) -> bool {
        self.waits = false;
        self.restart = true;
        self.begun
    }
}

impl Room {
    /// Offers a client what it is to receive, if that is not what it receives.
    pub(super) fn offer_down(&mut self, key: PeerKey) {
        let desired = self.desired(key);
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        let Peer { slots, second, .. } = peer;
        let Some(second) = second.as_mut().filter(|second| !second.waits) else {
            return;
        };
        let mut changes = Changes {
            channels: second.id == 0,
            restart: std::mem::take(&mut second.restart),
            ..Changes::default()
        };
        let idle: Vec<bool> = slots.iter().map(|slot| !slot.sends).collect();
        for slot in slots.iter_mut() {
            let still = |held: &_| desired.iter().any(|(track, _)| track == held);
            slot.holds = slot.holds.filter(still);
            if slot.sends && slot.holds.is_none() {
                slot.sends = false;
                changes.stop.push(Mid::from(slot.mid.as_str()));
            }
        }
        let mut added = Vec::new();
        for (track, kind) in desired {
            if slots.iter().any(|slot| slot.holds == Some(track)) {
                continue;
            }
            // A section that stops now takes another track with the next offer: between them the
            // client sees it stop.
            let mut free = slots.iter_mut().zip(&idle);
            let free = free.find(|(slot, idle)| **idle && slot.kind == kind && !slot.sends);
            if let Some((slot, _)) = free {
                (slot.holds, slot.sends) = (Some(track), true);
                changes.send.push(Mid::from(slot.mid.as_str()));
            } else {
                changes.add.push(kind);
                added.push((track, kind));
            }
        }
        if changes == Changes::default() {
            return;
        }
        let Some((offer, mids)) = second.link.offer(&changes) else {
            return;
        };
        second.id += 1;
        second.waits = true;
        let id = second.id;
        second.link.pump(&mut self.out.sent);
        slots.extend(mids.iter().zip(added).map(|(mid, (track, kind))| Slot {
            mid: mid.to_string(),
            kind,
            holds: Some(track),
            sends: true,
        }));
        let labels = self.labels(key);
        let sdp = sdp::name_streams(&offer, |mid| labels.get(mid).cloned());
        let offer = SessionDescription {
            r#type: "offer".to_owned(),
            sdp,
            id,
            mid_to_track_id: super::signals::tracks_of(labels),
        };
        self.say(key, Message::Offer(offer));
    }

    /// Takes the answer to such an offer.
    pub(super) fn answer(&mut self, key: PeerKey, answer: &SessionDescription, now: Instant) {
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        let Some(second) = &mut peer.second else {
            return;
        };
        // Some clients do not number their answers. What answers an older offer is late.
        if !second.waits || (answer.id != second.id && answer.id != 0) {
            return;
        }
        let read = sdp::sections(&answer.sdp).ok_or(Action::Disconnect);
        let taken = read.and_then(|_| {
            let taken = second.link.answered(&answer.sdp);
            taken.map_err(|_| Action::Reconnect)
        });
        if let Err(action) = taken {
            self.send_away(key, action, DisconnectReason::StateMismatch, now);
            return;
        }
        second.waits = false;
        second.begun = true;
        let way = Way::Down;
        let name = second.link.ufrag().to_owned();
        self.out
            .routes
            .push(Route::Name(name, LinkKey { peer: key, way }));
        second.link.pump(&mut self.out.sent);
        // What came up meanwhile needs another offer.
        peer.negotiate_at.get_or_insert(now);
        self.refresh_watched(key);
    }
}
