//! A way that carries so much and no more: what is too much waits a little, and is lost.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    time::{Duration, Instant},
};
use str0m::net::Protocol;

/// How long a packet waits at most, as in the buffer of a router.
const BUFFER: Duration = Duration::from_millis(250);

type Packet = (Protocol, SocketAddr, Vec<u8>);

#[derive(Default)]
pub(crate) struct Narrow {
    /// Bits a second; 0 for any.
    pub(crate) bits: u64,
    free_at: Option<Instant>,
    waiting: VecDeque<(Instant, Packet)>,
}

impl Narrow {
    /// A packet comes; it is handed out when it is through, if at all.
    pub(crate) fn put(&mut self, packet: Packet, now: Instant) {
        let begin = self.free_at.map_or(now, |at| at.max(now));
        let bits = packet.2.len() as u64 * 8;
        let takes = bits * 1_000_000 / self.bits.max(1);
        let takes = if self.bits == 0 { 0 } else { takes };
        let due = begin + Duration::from_micros(takes);
        if due - now <= BUFFER {
            self.free_at = Some(due);
            self.waiting.push_back((due, packet));
        }
    }

    pub(crate) fn next(&self) -> Option<Instant> {
        self.waiting.front().map(|(due, _)| *due)
    }

    pub(crate) fn due(&mut self, now: Instant) -> Option<Packet> {
        self.next().filter(|due| *due <= now)?;
        self.waiting.pop_front().map(|(_, packet)| packet)
    }
}
