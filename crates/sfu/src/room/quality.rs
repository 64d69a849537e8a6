//! How good everybody's way is, for the signs beside their names.

use super::{PeerKey, Room, say::encoded};
use livekit_protocol::{
    ConnectionQuality, ConnectionQualityInfo, ConnectionQualityUpdate, signal_response::Message,
};
use std::time::{Duration, Instant};

/// How often it is looked at: a sign that flickers tells nothing.
pub(super) const EVERY: Duration = Duration::from_secs(5);
/// Shares of packets lost from which a way is good only, and poor.
const GOOD_FROM: f32 = 0.02;
const POOR_FROM: f32 = 0.08;

impl Room {
    /// Tells everybody whose way has become better or worse.
    pub(super) fn qualities(&mut self, now: Instant) {
        if now < self.next_quality {
            return;
        }
        self.next_quality = now + EVERY;
        let mut changed = Vec::new();
        for peer in self.peers.values_mut() {
            let quality = peer.quality();
            peer.loss = 0.0;
            if quality != peer.told_quality && !peer.pass.rights.hidden {
                peer.told_quality = quality;
                changed.push((peer.key, info(&peer.sid, quality)));
            }
        }
        if changed.is_empty() {
            return;
        }
        for peer in self.peers.values() {
            let others = changed.iter().filter(|(key, one)| {
                // A client that is told that it is lost begins anew, and it is not.
                *key != peer.key || one.quality() != ConnectionQuality::Lost
            });
            let updates: Vec<_> = others.map(|(_, one)| one.clone()).collect();
            let update = Message::ConnectionQuality(ConnectionQualityUpdate { updates });
            let said = peer.wire.map(|wire| (wire, encoded(update)));
            self.out.said.extend(said);
        }
    }

    /// Tells somebody who comes how everybody's way is.
    pub(super) fn say_qualities(&mut self, key: PeerKey) {
        let others = self.peers.values().filter(|peer| peer.key != key);
        let seen = others.filter(|peer| !peer.pass.rights.hidden);
        let updates = seen
            .map(|peer| info(&peer.sid, peer.told_quality))
            .collect();
        let update = ConnectionQualityUpdate { updates };
        self.say(key, Message::ConnectionQuality(update));
    }
}

impl super::Peer {
    fn quality(&self) -> ConnectionQuality {
        let paused = self.watched.values().any(|one| one.paused);
        if self.wire.is_none() || !self.is_alive() {
            ConnectionQuality::Lost
        } else if self.loss >= POOR_FROM || paused {
            ConnectionQuality::Poor
        } else if self.loss >= GOOD_FROM {
            ConnectionQuality::Good
        } else {
            ConnectionQuality::Excellent
        }
    }
}

fn info(sid: &str, quality: ConnectionQuality) -> ConnectionQualityInfo {
    ConnectionQualityInfo {
        participant_sid: sid.to_owned(),
        quality: quality as i32,
        // LiveKit's scale of opinion, 1 to 5.
        score: match quality {
            ConnectionQuality::Excellent => 4.5,
            ConnectionQuality::Good => 3.5,
            ConnectionQuality::Poor => 2.0,
            ConnectionQuality::Lost => 1.0,
        },
    }
}
