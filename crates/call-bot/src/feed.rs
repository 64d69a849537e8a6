//! What a bot sends, and how it is known again.

use std::{
    sync::{Arc, LazyLock},
    time::{Duration, Instant},
};
use str0m::media::{Frequency, MediaKind, MediaTime, Mid};

/// When this process began to count.
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
/// Bytes at a frame's end: who sent it, its number, when.
const STAMP: usize = 16;

/// Sound or pictures of one size, again and again.
#[derive(Debug, Clone, Copy)]
pub struct Feed {
    /// Sound or pictures.
    pub kind: MediaKind,
    /// Bytes of a frame, at least 30.
    pub size: usize,
    /// Time between frames.
    pub every: Duration,
    /// Pictures need none before them, also when nobody asks for one.
    pub keys: bool,
}

impl Feed {
    /// Small frames that can be joined anywhere.
    #[must_use]
    pub const fn small(kind: MediaKind) -> Self {
        Self {
            kind,
            size: 40,
            every: Duration::from_millis(20),
            keys: true,
        }
    }

    /// A voice as browsers send it: 24 kbit/s.
    #[must_use]
    pub const fn voice() -> Self {
        Self {
            size: 60,
            ..Self::small(MediaKind::Audio)
        }
    }

    /// Pictures of so many bits and frames a second.
    #[must_use]
    pub const fn pictures(bits: usize, frames: usize) -> Self {
        Self {
            kind: MediaKind::Video,
            size: bits / 8 / frames,
            every: Duration::from_millis(1_000 / frames as u64),
            keys: false,
        }
    }

    /// Bits a second.
    pub(crate) fn bits(&self) -> u32 {
        let bits = self.size as f64 * 8.0 / self.every.as_secs_f64();
        bits as u32
    }

    pub(crate) fn time(&self, number: u32) -> MediaTime {
        let clock = match self.kind {
            MediaKind::Audio => Frequency::FORTY_EIGHT_KHZ,
            MediaKind::Video => Frequency::NINETY_KHZ,
        };
        let step = self.every.as_micros() as u64 * u64::from(clock.get()) / 1_000_000;
        MediaTime::new(u64::from(number) * step, clock)
    }

    /// A frame that says, in its last bytes, whose and which it is and when it was sent.
    pub(crate) fn frame(&self, from: u32, number: u32, key: bool) -> Arc<[u8]> {
        let mut frame = vec![7; self.size];
        if self.kind == MediaKind::Video {
            // The head of VP8, as far as a forwarding unit looks.
            let head: &[u8] = if key || self.keys {
                &[0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xb4, 0x00]
            } else {
                &[0x11, 0x02, 0x00]
            };
            frame[..head.len()].copy_from_slice(head);
        }
        let at = BEGAN.elapsed().as_nanos() as u64;
        let tail = self.size - STAMP;
        frame[tail..tail + 4].copy_from_slice(&from.to_be_bytes());
        frame[tail + 4..tail + 8].copy_from_slice(&number.to_be_bytes());
        frame[tail + 8..].copy_from_slice(&at.to_be_bytes());
        frame.into()
    }
}

/// A frame that came.
#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    /// In which section.
    pub mid: Mid,
    /// The bot that sent it.
    pub from: u32,
    /// Its bytes.
    pub size: usize,
    /// Its number among the sender's frames of this kind.
    pub number: u32,
    /// Since it was sent; both bots must be in one process.
    pub late: Duration,
    /// When it came.
    pub at: Instant,
}

impl Arrival {
    /// Reads a frame of a bot's.
    pub(crate) fn read(mid: Mid, frame: &[u8]) -> Option<Self> {
        let (_, stamp) = frame.split_last_chunk::<STAMP>()?;
        let (from, rest) = stamp.split_first_chunk()?;
        let (number, rest) = rest.split_first_chunk()?;
        let (sent, _) = rest.split_first_chunk()?;
        let sent = Duration::from_nanos(u64::from_be_bytes(*sent));
        Some(Self {
            mid,
            size: frame.len(),
            from: u32::from_be_bytes(*from),
            number: u32::from_be_bytes(*number),
            late: BEGAN.elapsed().checked_sub(sent)?,
            at: Instant::now(),
        })
    }
}
