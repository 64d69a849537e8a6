//! Time and chance that a test decides.

use school_core::{Chance, Clock};
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicI64, Ordering},
};

/// Tuesday, 24 November 2026, 9:41 in Yekaterinburg: in the second quarter, in the second lesson.
pub const TUESDAY: i64 = 1_795_495_260_000;

/// A clock that stands still until a test moves it.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows this instant, in milliseconds since 1970.
    #[must_use]
    pub fn at(instant: i64) -> Self {
        Self(AtomicI64::new(instant))
    }

    /// Shows another instant.
    pub fn set(&self, instant: i64) {
        self.0.store(instant, Ordering::Relaxed);
    }

    /// Moves on.
    pub fn forward(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds, Ordering::Relaxed);
    }

    /// Moves on by minutes.
    pub fn minutes(&self, minutes: i64) {
        self.forward(minutes * 60_000);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// SplitMix64: the same seed, the same bytes.
#[derive(Debug)]
pub struct SeededChance(Mutex<u64>);

impl SeededChance {
    /// Chance of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    /// The next number.
    pub fn next(&self) -> u64 {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = self.next().to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
    }
}
