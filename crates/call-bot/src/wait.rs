//! Waiting for what should happen.

use crate::Bot;
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// How long anything may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(20);

impl Bot {
    /// Lives until something is so.
    pub async fn until(&mut self, what: &str, mut so: impl FnMut(&Bot) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !so(self) {
            assert!(
                Instant::now() < end,
                "in vain: {what}; heard {:?}",
                self.heard.last()
            );
            self.live().await;
        }
    }

    /// Lives for a while.
    pub async fn live_for(&mut self, span: Duration) {
        let end = Instant::now() + span;
        while Instant::now() < end {
            self.live().await;
        }
    }
}

/// Lets several live until something is so.
pub async fn together(what: &str, bots: &mut [&mut Bot], so: impl Fn(&[&mut Bot]) -> bool) {
    let end = Instant::now() + PATIENCE;
    while !so(bots) {
        assert!(Instant::now() < end, "in vain: {what}");
        for bot in &mut *bots {
            // Each has its turn, however much another has to do.
            drop(timeout(Duration::from_millis(5), bot.live()).await);
        }
    }
}
