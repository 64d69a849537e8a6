//! What a room says to clients, and how somebody goes.

use super::{PeerKey, Room, Route};
use crate::{Notice, link::Link};
use livekit_protocol::{
    DisconnectReason, LeaveRequest, ParticipantUpdate, SignalResponse, leave_request::Action,
    participant_info::State, signal_response::Message,
};
use prost::Message as _;
use std::time::Instant;

impl Room {
    /// Says something to somebody, if there is a wire.
    pub(super) fn say(&mut self, key: PeerKey, message: Message) {
        if let Some(wire) = self.peers.get(&key).and_then(|peer| peer.wire) {
            self.out.said.push((wire, encoded(message)));
        }
    }

    /// Tells everybody how somebody is now, the person too.
    pub(super) fn tell(&mut self, key: PeerKey) {
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
    pub(super) fn remove(&mut self, key: PeerKey, reason: DisconnectReason, now: Instant) {
        let Some(mut peer) = self.peers.remove(&key) else {
            return;
        };
        peer.links().for_each(Link::close);
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
            self.keep_gone(info.clone(), now);
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
    pub(super) fn send_away(
        &mut self,
        key: PeerKey,
        action: Action,
        reason: DisconnectReason,
        now: Instant,
    ) {
        self.say(key, Message::Leave(leave(action, reason)));
        self.remove(key, reason, now);
    }
}

pub(super) fn leave(action: Action, reason: DisconnectReason) -> LeaveRequest {
    LeaveRequest {
        action: action as i32,
        reason: reason as i32,
        can_reconnect: action != Action::Disconnect,
        regions: None,
    }
}

pub(super) fn encoded(message: Message) -> Vec<u8> {
    let response = SignalResponse {
        message: Some(message),
    };
    response.encode_to_vec()
}
