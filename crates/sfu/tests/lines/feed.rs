//! What a client sends, and how it is known again.

use std::{
    collections::HashSet,
    sync::LazyLock,
    time::{Duration, Instant},
};
use str0m::media::{Frequency, MediaKind, MediaTime, Mid, Rid};

/// From when moments in frames are counted.
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
/// How much larger a picture is that needs none before it.
const KEY: usize = 4;
/// Bytes before the number of a frame; as many as the longest head.
const HEAD: usize = 10;

/// A track that is sent.
pub struct Feed {
    pub kind: MediaKind,
    pub mid: Mid,
    pub layers: Vec<Layer>,
    pub every: Duration,
    pub next: Instant,
    pub number: u32,
}

/// One of its sizes.
pub struct Layer {
    pub rid: Option<Rid>,
    /// Bits a second.
    pub rate: usize,
    /// The server wants it.
    pub enabled: bool,
}

/// A frame that came.
#[derive(Debug, Clone, Copy)]
pub struct Got {
    pub at: Instant,
    /// In which section.
    pub mid: Mid,
    pub kind: MediaKind,
    /// Of which layer.
    pub layer: u8,
    /// Its number among those of its track.
    pub number: u32,
    /// Nothing is missing before it.
    pub whole: bool,
    /// Since it was sent.
    pub late: Duration,
}

impl Feed {
    pub fn time(&self) -> MediaTime {
        let clock = match self.kind {
            MediaKind::Audio => Frequency::FORTY_EIGHT_KHZ,
            MediaKind::Video => Frequency::NINETY_KHZ,
        };
        let step = self.every.as_micros() as u64 * u64::from(clock.get()) / 1_000_000;
        MediaTime::new(u64::from(self.number) * step, clock)
    }

    /// The next frame of a layer.
    pub fn frame(&self, at: usize, now: Instant, keys: &HashSet<(Mid, Option<Rid>)>) -> Vec<u8> {
        let layer = &self.layers[at];
        let video = self.kind == MediaKind::Video;
        let key = video && (self.number == 0 || keys.contains(&(self.mid, layer.rid)));
        let size = layer.rate * self.every.as_millis() as usize / 8_000;
        let mut frame = vec![7; if key { size * KEY } else { size }];
        let head: &[u8] = match (video, key) {
            (true, true) => &[0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xb4, 0x00],
            (true, false) => &[0x11, 0x02, 0x00],
            (false, _) => &[],
        };
        frame[..head.len()].copy_from_slice(head);
        frame[HEAD..HEAD + 4].copy_from_slice(&self.number.to_be_bytes());
        frame[HEAD + 4] = at as u8;
        let since = now.saturating_duration_since(*BEGAN).as_micros() as u64;
        frame[HEAD + 5..HEAD + 13].copy_from_slice(&since.to_be_bytes());
        frame
    }
}

impl Got {
    pub fn read(at: Instant, mid: Mid, kind: MediaKind, whole: bool, frame: &[u8]) -> Self {
        let number = frame[HEAD..HEAD + 4].try_into().expect("four bytes");
        let sent = frame[HEAD + 5..HEAD + 13].try_into().expect("eight bytes");
        let sent = *BEGAN + Duration::from_micros(u64::from_be_bytes(sent));
        Self {
            at,
            mid,
            kind,
            layer: frame[HEAD + 4],
            number: u32::from_be_bytes(number),
            whole,
            late: at.saturating_duration_since(sent),
        }
    }
}
