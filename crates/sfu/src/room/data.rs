//! Data between clients: small packets, handed on with their sender's true name.

use super::{PeerKey, Room, peer::Peer};
use crate::clock;
use crate::link::{Channel, Transmit};
use livekit_protocol::{DataPacket, DisconnectReason, data_packet::Value, leave_request::Action};
use prost::Message as _;

/// Reliable packets that wait for a viewer's channel; older ones are lost to a viewer that does not
/// read.
const BACKLOG: usize = 256;

impl Room {
    pub(super) fn data(&mut self, from: PeerKey, channel: Channel, bytes: &[u8]) {
        let Some(sender) = self.peers.get_mut(&from) else {
            return;
        };
        if !sender.pass.rights.data || bytes.len() > self.limits.packet {
            return;
        }
        let now = clock::now();
        let allowed = sender.allowance.spend(now);
        let packet = DataPacket::decode(bytes).ok();
        // Who speaks is the unit's to say.
        if matches!(&packet, Some(packet) if matches!(packet.value, Some(Value::Speaker(_)))) {
            return;
        }
        let Some(mut packet) = packet.filter(|_| allowed) else {
            let reason = DisconnectReason::StateMismatch;
            self.send_away(from, Action::Disconnect, reason, now);
            return;
        };
        if channel == Channel::Reliable && packet.sequence > 0 {
            if packet.sequence <= sender.last_reliable {
                return;
            }
            sender.last_reliable = packet.sequence;
        }
        packet.participant_sid.clone_from(&sender.sid);
        packet
            .participant_identity
            .clone_from(&sender.pass.identity);
        let mut to = std::mem::take(&mut packet.destination_identities);
        if let Some(Value::User(user)) = &mut packet.value {
            user.participant_sid.clone_from(&packet.participant_sid);
            user.participant_identity
                .clone_from(&packet.participant_identity);
            if to.is_empty() {
                to = std::mem::take(&mut user.destination_identities);
            }
        }
        let bytes = packet.encode_to_vec();
        for (key, peer) in &mut self.peers {
            let meant = to.is_empty() || to.contains(&peer.pass.identity);
            if *key == from || !meant {
                continue;
            }
            match channel {
                Channel::Lossy => {
                    peer.link.send(channel, &bytes);
                    peer.link.pump(&mut self.out.sent);
                }
                Channel::Reliable => {
                    peer.backlog.push_back(bytes.clone());
                    if peer.backlog.len() > BACKLOG {
                        peer.backlog.pop_front();
                    }
                    peer.flush(&mut self.out.sent);
                }
            }
        }
    }

    pub(super) fn opened(&mut self, key: PeerKey, channel: Channel) {
        if let Some(peer) = self.peers.get_mut(&key)
            && channel == Channel::Reliable
        {
            peer.flush(&mut self.out.sent);
        }
    }
}

impl Peer {
    /// Sends what waits, as far as there is room for it.
    pub(super) fn flush(&mut self, sink: &mut Vec<Transmit>) {
        while let Some(first) = self.backlog.front() {
            if !self.link.send(Channel::Reliable, first) {
                break;
            }
            self.backlog.pop_front();
            self.link.pump(sink);
        }
    }
}
