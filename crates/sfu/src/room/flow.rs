//! How much of a track goes on: no more than its kind can need, whatever its client sends.

use super::peer::Layer;
use crate::{allowance::Allowance, link::Frame};
use std::time::Instant;

/// Pieces of sound a second, and after a stall of the network at once; browsers send 50.
const SOUNDS: (u32, u32) = (120, 300);
/// Bytes of sound: the most that Opus makes.
const SOUND: (u32, u32) = (64_000, 128_000);
/// Pictures of all layers together.
const PICTURES: (u32, u32) = (250, 500);
/// Bytes of pictures: 8 Mbit/s.
const PICTURE: (u32, u32) = (1_000_000, 4_000_000);

pub(super) struct Flow {
    frames: Allowance,
    bytes: Allowance,
}

impl Flow {
    pub(super) fn new(video: bool, now: Instant) -> Self {
        let (frames, bytes) = if video {
            (PICTURES, PICTURE)
        } else {
            (SOUNDS, SOUND)
        };
        Self {
            frames: Allowance::new(frames.0, frames.1, now),
            bytes: Allowance::new(bytes.0, bytes.1, now),
        }
    }

    /// Whether a frame goes on. Pictures after one that does not cannot be decoded, up to the next
    /// that needs none before it.
    pub(super) fn passes(&mut self, frame: &Frame, layer: &mut Layer, now: Instant) -> bool {
        let length = u32::try_from(frame.data.len()).unwrap_or(u32::MAX);
        if layer.torn && !frame.key {
            return false;
        }
        let passes = self.frames.spend(1, now) && self.bytes.spend(length, now);
        layer.torn = !passes;
        passes
    }
}
