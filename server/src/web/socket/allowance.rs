//! How many frames a page may send.

use tokio::time::Instant;

/// Frames that may come at once, and how many more a second.
const BURST: f64 = 60.0;
const RATE: f64 = 20.0;

/// A bucket of frames that fills again with time.
pub(super) struct Allowance {
    left: f64,
    at: Instant,
}

impl Allowance {
    pub(super) fn new() -> Self {
        Self {
            left: BURST,
            at: Instant::now(),
        }
    }

    /// Whether one more may come.
    pub(super) fn take(&mut self) -> bool {
        let now = Instant::now();
        self.left = (self.left + now.duration_since(self.at).as_secs_f64() * RATE).min(BURST);
        self.at = now;
        if self.left < 1.0 {
            return false;
        }
        self.left -= 1.0;
        true
    }
}
