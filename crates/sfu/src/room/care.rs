//! What a room does from time to time, whatever comes.

use super::{PeerKey, Room};
use crate::WireId;
use livekit_protocol::{DisconnectReason, leave_request::Action};
use std::time::{Duration, Instant};

/// Clients give a sign of life every three seconds.
pub(super) const SILENCE: Duration = Duration::from_secs(30);

impl Room {
    /// What is done from time to time.
    pub(super) fn look_after(&mut self, now: Instant) {
        let mut lost = Vec::new();
        for peer in self.peers.values() {
            let gone = peer
                .silent_since
                .is_some_and(|since| now - since > self.limits.patience);
            if gone || (peer.wire.is_none() && !peer.is_alive()) {
                lost.push(peer.key);
            }
        }
        for key in lost {
            self.remove(key, DisconnectReason::ConnectionTimeout, now);
        }
        self.end_dead(now);
        self.forget_gone(now);
        self.speakers();
        self.qualities(now);
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
        let dead = all.filter(|peer| peer.wire.is_some() && !peer.is_alive());
        let dead: Vec<PeerKey> = dead.map(|peer| peer.key).collect();
        for key in dead {
            self.send_away(key, Action::Reconnect, DisconnectReason::StateMismatch, now);
        }
    }
}
