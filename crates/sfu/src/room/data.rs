//! Data between clients: small packets, handed on with their sender's true name.

use super::{PeerKey, Room, peer::Peer};
use crate::clock;
use crate::link::{Channel, Transmit};
use livekit_protocol::{DataPacket, DisconnectReason, data_packet::Value, leave_request::Action};
use prost::Message as _;
use std::{collections::VecDeque, sync::Arc};

/// Reliable packets that wait for a viewer's channel, and their bytes. The packets are those of all
/// viewers: each is kept once.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    packets: VecDeque<Arc<[u8]>>,
    bytes: usize,
}

impl Backlog {
    fn push(&mut self, packet: Arc<[u8]>) {
        self.bytes += packet.len();
        self.packets.push_back(packet);
    }

    fn pop(&mut self) {
        if let Some(packet) = self.packets.pop_front() {
            self.bytes -= packet.len();
        }
    }
}

impl Room {
    pub(super) fn data(&mut self, from: PeerKey, channel: Channel, bytes: &[u8]) {
        let Some(sender) = self.peers.get_mut(&from) else {
            return;
        };
        if !sender.pass.rights.data || bytes.len() > self.limits.packet {
            return;
        }
        let now = clock::now();
        let allowed = sender.allowed.data(bytes.len(), now);
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
        let bytes: Arc<[u8]> = packet.encode_to_vec().into();
        let mut full = Vec::new();
        for (key, peer) in &mut self.peers {
            let meant = to.is_empty() || to.contains(&peer.pass.identity);
            if *key == from || !meant {
                continue;
            }
            match channel {
                Channel::Lossy => {
                    let link = peer.down();
                    link.send(channel, &bytes);
                    link.pump(&mut self.out.sent);
                }
                Channel::Reliable => {
                    peer.backlog.push(Arc::clone(&bytes));
                    peer.flush(&mut self.out.sent);
                    if peer.backlog.bytes <= self.limits.backlog {
                        continue;
                    }
                    if peer.down().has(channel) {
                        full.push(*key);
                    } else {
                        // Who has not opened a channel yet is told the latest.
                        peer.backlog.pop();
                    }
                }
            }
        }
        // Reliable or not at all: who does not read begins anew.
        for key in full {
            self.send_away(key, Action::Reconnect, DisconnectReason::StateMismatch, now);
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
        while let Some(first) = self.backlog.packets.front().cloned() {
            if !self.down().send(Channel::Reliable, &first) {
                break;
            }
            self.backlog.pop();
            self.down().pump(sink);
        }
    }
}
