//! The real time and chance: the only place that reads them.

use school_core::{Chance, Clock};

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one real clock")]
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

impl vkid::Clock for SystemClock {
    fn now(&self) -> i64 {
        Clock::now(self)
    }
}

/// The system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness no secret is one: better no answer than a guessable one.
        if let Err(fault) = getrandom::fill(bytes) {
            tracing::error!(cause = %fault, "the system gives no randomness");
            std::process::abort();
        }
    }
}

impl vkid::Entropy for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        Chance::fill(self, bytes);
    }
}
