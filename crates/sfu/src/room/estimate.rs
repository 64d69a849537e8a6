//! What a viewer's way is thought to carry, and how far that is known.
//!
//! The first estimate is low and everything else is measured: str0m looks for more at once, with a few
//! packets at three and six times the estimate, and a good way is known after a second. The other way
//! round, half a minute of sound was lost on a line of 300 kbit/s before the estimate was down.
//!
//! A picture of one size has nothing smaller to begin with, and would wait on a good way until that is
//! measured. It is tried: sent for a while whatever is estimated, unless the way proves narrow.

use crate::link::FIRST_ESTIMATE;
use std::time::{Duration, Instant};

/// How long a way counts as not known. A good one is known after three or four round trips (measured:
/// 0.2 s, `tests/lines`); a busy machine takes longer.
const UNKNOWN: Duration = Duration::from_secs(2);
/// How long a picture of one size is tried. Where looking for more has found too little, as with thirty
/// bots on two cores, str0m says nothing more for three seconds, the length of its mean.
const TRIAL: Duration = Duration::from_secs(5);
/// How long it is tried at least: the first estimates come of a few packets. Little harm is done, for no
/// more is sent than is estimated; the rest waits, and sound does not wait with it.
const FAIR: Duration = Duration::from_secs(1);
/// How long after it proved narrow nothing is tried on a way.
const CAREFUL: Duration = Duration::from_secs(30);
/// Of the best estimate so much must be left: what is below has fallen, and not by chance.
const FALLEN_PERCENT: u64 = 85;

/// The last word is heard where it is below so much of the mean: it varies by 15 % on a steady line.
const FAR_PERCENT: u64 = 70;

/// The way of one viewer.
#[derive(Debug)]
pub(super) struct Estimate {
    /// Bits per second, the mean of some seconds.
    mean: u64,
    /// The last word, while the mean is far above it.
    below: Option<u64>,
    /// The best since the way proved narrow last.
    best: u64,
    /// When it was measured first.
    since: Option<Instant>,
    /// When it proved narrow last: it carried less and less, and less than was sent.
    narrow: Option<Instant>,
}

/// How far a picture of one size has been tried on a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trial {
    /// Nothing of it was sent yet.
    Ahead,
    /// It is sent since then.
    Since(Instant),
    /// From now on it is sent if there is room, as any other.
    Over,
}

impl Estimate {
    pub(super) fn new() -> Self {
        Self {
            mean: FIRST_ESTIMATE,
            below: None,
            best: FIRST_ESTIMATE,
            since: None,
            narrow: None,
        }
    }

    /// Bits per second that the way is thought to carry.
    pub(super) fn bits(&self) -> u64 {
        self.below.unwrap_or(self.mean)
    }

    /// A new estimate, while so much was to be sent.
    pub(super) fn measured(&mut self, mean: u64, sent: u64, now: Instant) {
        self.since.get_or_insert(now);
        self.mean = mean;
        self.below = self.below.filter(|below| *below < mean);
        self.judge(sent, now);
    }

    /// The last word on it. True when it falls by that: a way that has become narrow must not be filled
    /// until the mean of some seconds says so too.
    pub(super) fn latest(&mut self, bits: u64, sent: u64, now: Instant) -> bool {
        let before = self.bits();
        let far = bits < self.mean * FAR_PERCENT / 100;
        self.below = far.then_some(bits);
        self.judge(sent, now);
        self.bits() < before
    }

    fn judge(&mut self, sent: u64, now: Instant) {
        let bits = self.bits();
        self.best = self.best.max(bits);
        if bits < sent && bits < self.best * FALLEN_PERCENT / 100 {
            self.narrow = Some(now);
            self.best = bits;
        }
    }

    /// Whether what is left out is left out for want of room, not for want of knowledge.
    pub(super) fn is_known(&self, now: Instant) -> bool {
        let long = self.since.is_some_and(|since| now - since > UNKNOWN);
        long || self.narrow.is_some()
    }

    /// Whether a picture of one size is sent although there may be no room for it.
    pub(super) fn tries(&self, trial: Trial, now: Instant) -> bool {
        let careful = self.narrow.is_some_and(|narrow| now - narrow < CAREFUL);
        match trial {
            Trial::Ahead => !careful,
            Trial::Since(since) => now - since < FAIR || (now - since < TRIAL && !careful),
            Trial::Over => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    const SENT: u64 = 1_500_000;

    fn after(estimates: &[u64]) -> (Estimate, Instant) {
        let now = clock::now();
        let mut way = Estimate::new();
        for bits in estimates {
            way.measured(*bits, SENT, now);
        }
        (way, now)
    }

    #[test]
    fn a_picture_of_one_size_is_tried_for_a_while() {
        let (way, now) = after(&[300_000, 600_000, 900_000]);
        assert!(way.tries(Trial::Ahead, now));
        assert!(way.tries(Trial::Since(now), now + TRIAL / 2));
        assert!(!way.tries(Trial::Since(now), now + TRIAL));
        assert!(!way.tries(Trial::Over, now));
        assert!(!way.is_known(now));
        assert!(way.is_known(now + UNKNOWN * 2));
    }

    #[test]
    fn nothing_is_tried_on_a_way_that_proved_narrow() {
        let (way, now) = after(&[300_000, 250_000]);
        assert!(way.is_known(now));
        assert!(!way.tries(Trial::Ahead, now));
        assert!(way.tries(Trial::Since(now), now + FAIR / 2));
        assert!(!way.tries(Trial::Since(now), now + FAIR));
        assert!(way.tries(Trial::Ahead, now + CAREFUL));
    }

    #[test]
    fn the_last_word_is_heard_when_it_is_far_below_the_mean() {
        let (mut way, now) = after(&[4_000_000]);
        assert!(!way.latest(3_000_000, SENT, now));
        assert_eq!(way.bits(), 4_000_000);
        assert!(way.latest(600_000, SENT, now));
        way.measured(3_000_000, SENT, now);
        assert_eq!(way.bits(), 600_000, "the mean follows slowly");
        way.measured(500_000, SENT, now);
        assert_eq!(way.bits(), 500_000);
        assert!(!way.latest(480_000, SENT, now));
    }

    #[test]
    fn what_varies_or_carries_all_the_same_is_not_narrow() {
        let (way, now) = after(&[300_000, 270_000, 280_000, 5_000_000, 2_000_000]);
        assert!(way.tries(Trial::Ahead, now));
    }
}
