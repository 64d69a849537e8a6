//! What may come in a time.

use std::time::{Duration, Instant};

/// So many a second for long, and so many at once after a pause.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowance {
    a_second: f64,
    at_once: f64,
    left: f64,
    at: Instant,
}

impl Allowance {
    pub(crate) fn new(a_second: u32, at_once: u32, now: Instant) -> Self {
        let at_once = f64::from(at_once);
        Self {
            a_second: f64::from(a_second),
            at_once,
            left: at_once,
            at: now,
        }
    }

    /// Whether so many more are allowed; those that are not are not counted.
    pub(crate) fn spend(&mut self, count: u32, now: Instant) -> bool {
        let count = f64::from(count);
        let enough = self.left(now) >= count;
        if enough {
            self.left -= count;
        }
        enough
    }

    /// Whether more than half of what is allowed at once is used up.
    pub(crate) fn is_low(&mut self, now: Instant) -> bool {
        self.left(now) < self.at_once / 2.0
    }

    fn left(&mut self, now: Instant) -> f64 {
        let passed: Duration = now.saturating_duration_since(self.at);
        self.left = (self.left + passed.as_secs_f64() * self.a_second).min(self.at_once);
        self.at = self.at.max(now);
        self.left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    #[test]
    fn what_is_too_much_is_stopped_and_may_go_on_later() {
        let start = clock::now();
        let mut allowance = Allowance::new(200, 1_000, start);
        let mut spent = |at| (0..2_000).filter(|_| allowance.spend(1, at)).count();
        assert_eq!(spent(start), 1_000);
        assert_eq!(spent(start + Duration::from_secs(1)), 200);
        assert_eq!(spent(start), 0, "time does not go back");
        assert!(!allowance.spend(201, start + Duration::from_secs(2)));
        assert!(allowance.spend(200, start + Duration::from_secs(2)));
        assert!(allowance.is_low(start + Duration::from_secs(4)));
        assert!(!allowance.is_low(start + Duration::from_secs(5)));
    }
}
