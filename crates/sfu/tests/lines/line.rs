//! One direction of somebody's line: so wide, so long, and so bad.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

/// What a router at home holds back before it drops.
const BUFFER: Duration = Duration::from_millis(300);

/// A queue with an end, as in `end2end/network/line.py`.
pub struct Line {
    /// Bits a second.
    pub rate: u64,
    /// How long a packet is under way when nothing is before it.
    pub delay: Duration,
    /// Of a hundred packets of media so many are lost.
    pub loses: u32,
    chance: u32,
    free_at: Option<Instant>,
    under_way: VecDeque<(Instant, Vec<u8>)>,
}

impl Line {
    /// One as a school has it.
    pub fn good() -> Self {
        Self {
            rate: 50_000_000,
            delay: Duration::from_millis(10),
            loses: 0,
            chance: 20,
            free_at: None,
            under_way: VecDeque::new(),
        }
    }

    pub fn put(&mut self, now: Instant, packet: &[u8]) {
        if is_media(packet) && self.draw() < self.loses {
            return;
        }
        let begin = self.free_at.map_or(now, |at| at.max(now));
        if begin - now > BUFFER {
            return;
        }
        let bits = packet.len() as u64 * 8;
        let through = begin + Duration::from_micros(bits * 1_000_000 / self.rate);
        self.free_at = Some(through);
        self.under_way
            .push_back((through + self.delay, packet.to_vec()));
    }

    pub fn next(&self) -> Option<Instant> {
        self.under_way.front().map(|(due, _)| *due)
    }

    pub fn due(&mut self, now: Instant) -> Option<(Instant, Vec<u8>)> {
        self.next().filter(|due| *due <= now)?;
        self.under_way.pop_front()
    }

    /// 0 to 99, the same in every run.
    fn draw(&mut self) -> u32 {
        self.chance = self
            .chance
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        (self.chance >> 16) % 100
    }
}

/// RTP and its feedback, by the first byte (RFC 7983).
fn is_media(packet: &[u8]) -> bool {
    packet
        .first()
        .is_some_and(|first| (128..192).contains(first))
}
