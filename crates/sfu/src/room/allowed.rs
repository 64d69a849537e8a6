//! What one client may say in a time. More ends it: whoever talks without end talks nonsense.

use crate::allowance::Allowance;
use livekit_protocol::signal_request::Message as Said;
use std::time::Instant;

/// Messages of the signalling a second, and at once.
const MESSAGES: (u32, u32) = (200, 1_000);
/// Of them offers: each is some 20 kB to read, and as much to write.
const OFFERS: (u32, u32) = (5, 30);
/// Of them what everybody is told of.
const CHANGES: (u32, u32) = (10, 100);
/// Packets of data.
const PACKETS: (u32, u32) = (200, 1_000);
/// Their bytes.
const BYTES: (u32, u32) = (1_000_000, 4_000_000);

pub(super) struct Allowed {
    messages: Allowance,
    offers: Allowance,
    changes: Allowance,
    packets: Allowance,
    bytes: Allowance,
}

impl Allowed {
    pub(super) fn new(now: Instant) -> Self {
        let new = |(a_second, at_once)| Allowance::new(a_second, at_once, now);
        Self {
            messages: new(MESSAGES),
            offers: new(OFFERS),
            changes: new(CHANGES),
            packets: new(PACKETS),
            bytes: new(BYTES),
        }
    }

    /// Whether one more message is allowed.
    pub(super) fn message(&mut self, message: Option<&Said>, now: Instant) -> bool {
        let kind = match message {
            Some(Said::Offer(_)) => self.offers.spend(1, now),
            Some(Said::AddTrack(_) | Said::Mute(_) | Said::UpdateMetadata(_)) => {
                self.changes.spend(1, now)
            }
            _ => true,
        };
        kind && self.messages.spend(1, now)
    }

    /// Whether a packet of data is allowed.
    pub(super) fn data(&mut self, length: usize, now: Instant) -> bool {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        self.packets.spend(1, now) && self.bytes.spend(length, now)
    }

    /// Whether the client should not be asked for an offer just now, so that it keeps some for what
    /// it has to say itself.
    pub(super) fn spares_offers(&mut self, now: Instant) -> bool {
        self.offers.is_low(now)
    }
}
