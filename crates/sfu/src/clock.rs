//! The machine's own clocks. Media is measured by them, step by step while it is handed out: a moment
//! given from outside would be over before it is used.

use std::{
    cell::Cell,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

thread_local! {
    /// Where the time of a simulation stands that runs on this thread.
    static SIMULATED: Cell<Option<Instant>> = const { Cell::new(None) };
}

#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub(crate) fn now() -> Instant {
    SIMULATED.get().unwrap_or_else(Instant::now)
}

/// From now on it is this moment on this thread, until the next call.
pub(crate) fn simulate(now: Option<Instant>) {
    SIMULATED.set(now);
}

/// Milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub(crate) fn unix_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}
