//! What happens now. The server says it once; an open page goes on from there by itself.

use leptos::prelude::*;
use model::views::{Day, Lesson, Schedule};

/// The school's clock since the page was made.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    today: Day,
    /// Minutes since midnight when the page was made.
    made: u32,
    /// Minutes since then.
    passed: RwSignal<u32>,
}

/// Where a lesson stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Not yet begun.
    Ahead,
    /// Goes on.
    Now,
    /// Over.
    Over,
}

impl Clock {
    /// Starts with what the server said. In the browser it moves on twice a minute; an `Effect`,
    /// so that the first render is the server's.
    #[must_use]
    pub fn start(schedule: &Schedule) -> Self {
        let made = minutes(&schedule.now).unwrap_or(0);
        let clock = Self {
            today: schedule.today,
            made,
            passed: RwSignal::new(0),
        };
        clock.follow();
        clock
    }

    /// Where the lesson stands at this moment.
    #[must_use]
    pub fn state(self, day: Day, lesson: &Lesson) -> State {
        let passed = self.passed.get();
        let times = (minutes(&lesson.starts), minutes(&lesson.ends));
        match times {
            (Some(starts), Some(ends)) if passed > 0 && day == self.today => {
                let now = self.made + passed;
                if now < starts {
                    State::Ahead
                } else if now < ends {
                    State::Now
                } else {
                    State::Over
                }
            }
            _ if lesson.now => State::Now,
            _ if lesson.over => State::Over,
            _ => State::Ahead,
        }
    }

    #[cfg(feature = "hydrate")]
    fn follow(self) {
        use std::time::Duration;
        Effect::new(move || {
            let began = js_sys::Date::now();
            let tick = move || {
                // By the wall clock: timers stand still in a closed laptop.
                let passed = ((js_sys::Date::now() - began) / 60_000.0).max(0.0);
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "whole minutes, not negative"
                )]
                let passed = passed as u32;
                if self
                    .passed
                    .try_get_untracked()
                    .is_some_and(|known| known != passed)
                {
                    self.passed.set(passed);
                }
            };
            if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(30)) {
                on_cleanup(move || timer.clear());
            }
        });
    }

    #[cfg(not(feature = "hydrate"))]
    fn follow(self) {}
}

/// «9:41» -> 581
fn minutes(time: &str) -> Option<u32> {
    let (hours, minutes) = time.split_once(':')?;
    Some(hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn times_are_read_as_written() {
        assert_eq!(minutes("9:41"), Some(581));
        assert_eq!(minutes("08:30"), Some(510));
        assert_eq!(minutes("noon"), None);
    }
}
