//! What one person got.

use crate::stats::Times;
use call_bot::{Arrival, Bot};
use livekit_protocol::{StreamState, StreamStateInfo, signal_response::Message as Heard};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};
use str0m::media::MediaKind;

/// What came to one person.
#[derive(Debug, Default)]
pub struct Tally {
    /// Until signalling and media were there.
    pub joined: Option<Duration>,
    /// Until the first picture.
    pub first: Option<Duration>,
    /// How late frames came, while it was measured.
    pub late: Times,
    /// Frames while it was measured.
    pub frames: u64,
    /// How often the server held a picture back for want of room on the way.
    pub paused: usize,
    runs: HashMap<(u32, MediaKind), Run>,
}

/// The numbers of one sender's frames, from the first that came.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: u32,
    last: u32,
    came: u32,
}

impl Tally {
    /// Counts what has come since the last time.
    pub fn take(&mut self, bot: &mut Bot, began: Instant, measured: bool) {
        for arrival in std::mem::take(&mut bot.arrived) {
            let Some(kind) = bot.kind_of(arrival.mid) else {
                continue;
            };
            self.count(kind, &arrival);
            if kind == MediaKind::Video && self.first.is_none() {
                self.first = Some(arrival.at - began);
            }
            if measured {
                self.frames += 1;
                self.late.add(arrival.late.as_secs_f64());
            }
        }
    }

    /// Counts how often it was told of pictures held back.
    pub fn hear(&mut self, bot: &Bot) {
        let states = bot.heard.iter().filter_map(|message| match message {
            Heard::StreamStateUpdate(update) => Some(&update.stream_states),
            _ => None,
        });
        let paused = |one: &&StreamStateInfo| one.state() == StreamState::Paused;
        self.paused = states.flatten().filter(paused).count();
    }

    fn count(&mut self, kind: MediaKind, arrival: &Arrival) {
        let run = self.runs.entry((arrival.from, kind)).or_insert(Run {
            first: arrival.number,
            last: arrival.number,
            came: 0,
        });
        run.last = run.last.max(arrival.number);
        run.came += 1;
    }

    /// Frames of a kind that did not come between the first and the last that did.
    pub fn lost(&self, kind: MediaKind) -> u64 {
        let runs = self.runs.iter().filter(|((_, of), _)| *of == kind);
        runs.map(|(_, run)| u64::from((run.last - run.first + 1).saturating_sub(run.came)))
            .sum()
    }

    /// From how many senders frames of a kind came.
    pub fn senders(&self, kind: MediaKind) -> usize {
        self.runs.keys().filter(|(_, of)| *of == kind).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods)]
    fn what_is_missing_between_the_first_and_the_last_is_lost() {
        let mut tally = Tally::default();
        for (from, number) in [(1, 5), (1, 6), (1, 9), (2, 0), (2, 1)] {
            let arrival = Arrival {
                mid: "0".into(),
                from,
                number,
                late: Duration::ZERO,
                size: 0,
                at: Instant::now(),
            };
            tally.count(MediaKind::Video, &arrival);
        }
        assert_eq!(tally.lost(MediaKind::Video), 2);
        assert_eq!(tally.lost(MediaKind::Audio), 0);
        assert_eq!(tally.senders(MediaKind::Video), 2);
    }
}
