//! Chats of thirty, everybody online: how many deliveries, how soon, at what cost.

use crate::{
    Result,
    ambient::{self, now},
    crowd::Crowd,
    report::Stage,
    stats::Times,
};
use memchr::memmem;
use std::time::{Duration, Instant};

/// Before measuring.
const WARM_UP: Duration = Duration::from_secs(2);
/// After measuring: what is under way may arrive.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of a message's text.
const TEXT: usize = 100;

/// A chat and the sockets that hear it.
pub struct Room {
    /// Its number.
    pub chat: i64,
    /// Sockets, at most 32.
    pub seats: Vec<usize>,
}

/// When the next message is sent.
#[derive(Debug, Clone, Copy)]
pub enum Pace {
    /// In each chat so many are under way: as fast as the server goes.
    Closed(usize),
    /// So many deliveries a second, at moments drawn beforehand, whatever the server does.
    Open(f64),
}

/// One message under way.
struct Flight {
    room: usize,
    /// When it was to be sent, seconds after the beginning.
    due: f64,
    /// Which seats of the room have it.
    have: u32,
    author: u32,
}

/// Sends for so long and tells what came of it. `server` is whose CPU is counted.
pub fn run(
    name: &str,
    crowd: &mut Crowd,
    rooms: &[Room],
    pace: Pace,
    length: Duration,
    server: Option<u32>,
) -> Result<Stage> {
    let mut run = Run::new(rooms);
    let began = now();
    let measure_from = WARM_UP;
    let measure_to = WARM_UP + length;
    let mut marks: Option<Marks> = None;
    let mut taken: Option<(Marks, Marks)> = None;
    if let Pace::Closed(window) = pace {
        for _ in 0..window {
            for room in 0..rooms.len() {
                run.send(crowd, rooms, room, 0.0);
            }
        }
    }
    let mut schedule = Schedule::new(pace);
    loop {
        let at = now() - began;
        if marks.is_none() && at >= measure_from {
            marks = Some(Marks::take(server, run.delivered));
        }
        if taken.is_none()
            && at >= measure_to
            && let Some(first) = marks.take()
        {
            taken = Some((first, Marks::take(server, run.delivered)));
            marks = Some(Marks::take(server, run.delivered));
        }
        let ended = at >= measure_to;
        if ended && (run.landed == run.flights.len() || at >= measure_to + PATIENCE) {
            break;
        }
        let mut wait = Duration::from_millis(50);
        if !ended {
            while let Some(due) = schedule.due(at.as_secs_f64(), rooms) {
                let room = run.flights.len() % rooms.len();
                run.send(crowd, rooms, room, due);
            }
            wait = wait.min(schedule.until(at.as_secs_f64()));
        }
        crowd.turn(wait, |seat, text, at| {
            run.heard(seat, text, (at - began).as_secs_f64());
        })?;
        let free = std::mem::take(&mut run.free);
        if let (Pace::Closed(_), false) = (pace, ended) {
            for room in free {
                let due = (now() - began).as_secs_f64();
                run.send(crowd, rooms, room, due);
            }
        }
    }
    let Some((first, last)) = taken else {
        return Err("nothing was measured".into());
    };
    Ok(run.stage(name, pace, (measure_from, measure_to), &first, &last, crowd))
}

struct Run {
    flights: Vec<Flight>,
    /// Room and place in it, by seat.
    places: Vec<Option<(usize, u32)>>,
    /// Who of a room writes next.
    turns: Vec<usize>,
    /// All of a room's seats.
    full: Vec<u32>,
    /// Rooms whose message has landed everywhere.
    free: Vec<usize>,
    delivered: u64,
    landed: usize,
    refused: usize,
    twice: usize,
    /// Moment of the send, and how long it took: to the own copy, to the last one.
    acknowledged: Vec<(f64, f64)>,
    last: Vec<(f64, f64)>,
    /// Beginning of all keys of this run.
    prefix: String,
    key: memmem::Finder<'static>,
}

impl Run {
    fn new(rooms: &[Room]) -> Self {
        let seats = rooms.iter().flat_map(|room| &room.seats).max();
        let mut places = vec![None; seats.map_or(0, |last| last + 1)];
        for (number, room) in rooms.iter().enumerate() {
            for (bit, seat) in room.seats.iter().enumerate() {
                places[*seat] = Some((number, 1 << bit));
            }
        }
        let full = rooms
            .iter()
            .map(|room| u32::MAX >> (32 - room.seats.len()))
            .collect();
        Self {
            flights: Vec::new(),
            places,
            turns: vec![0; rooms.len()],
            full,
            free: Vec::new(),
            delivered: 0,
            landed: 0,
            refused: 0,
            twice: 0,
            acknowledged: Vec::new(),
            last: Vec::new(),
            prefix: format!("bench{:x}-", ambient::wall()),
            key: memmem::Finder::new(b"\"key\":\""),
        }
    }

    fn send(&mut self, crowd: &mut Crowd, rooms: &[Room], room: usize, due: f64) {
        let seats = &rooms[room].seats;
        let turn = self.turns[room] % seats.len();
        self.turns[room] += 1;
        let number = self.flights.len();
        let text = format!("{number:0TEXT$}");
        let frame = format!(
            r#"{{"do":"send","key":"{}{number}","chat":{},"text":"{text}"}}"#,
            self.prefix, rooms[room].chat
        );
        self.flights.push(Flight {
            room,
            due,
            have: 0,
            author: 1 << turn,
        });
        crowd.send(seats[turn], frame.as_bytes());
    }

    fn heard(&mut self, seat: usize, text: &[u8], at: f64) {
        let Some(Some((room, bit))) = self.places.get(seat).copied() else {
            return;
        };
        let Some(number) = self.number(text) else {
            return;
        };
        let Some(flight) = self.flights.get_mut(number) else {
            return;
        };
        if text.starts_with(b"{\"is\":\"refused\"") {
            self.refused += 1;
            self.landed += 1;
            self.free.push(flight.room);
            return;
        }
        if flight.room != room || !text.starts_with(b"{\"is\":\"message\"") {
            return;
        }
        if flight.have & bit != 0 {
            self.twice += 1;
            return;
        }
        flight.have |= bit;
        self.delivered += 1;
        if flight.author == bit {
            self.acknowledged.push((flight.due, at - flight.due));
        }
        if flight.have == self.full[room] {
            self.landed += 1;
            self.last.push((flight.due, at - flight.due));
            self.free.push(room);
        }
    }

    /// The number in the key of a frame.
    fn number(&self, text: &[u8]) -> Option<usize> {
        let at = self.key.find(text)? + self.key.needle().len();
        let digits = text.get(at..)?.strip_prefix(self.prefix.as_bytes())?;
        let length = digits.iter().take_while(|byte| byte.is_ascii_digit());
        std::str::from_utf8(&digits[..length.count()])
            .ok()?
            .parse()
            .ok()
    }

    fn stage(
        &self,
        name: &str,
        pace: Pace,
        (from, to): (Duration, Duration),
        first: &Marks,
        last: &Marks,
        crowd: &Crowd,
    ) -> Stage {
        let seconds = (last.at - first.at).as_secs_f64();
        let deliveries = (last.delivered - first.delivered) as f64;
        let within = |times: &[(f64, f64)]| {
            let mut found = Times::default();
            for (due, took) in times {
                if (from.as_secs_f64()..to.as_secs_f64()).contains(due) {
                    found.add(*took);
                }
            }
            found
        };
        let mut acknowledged = within(&self.acknowledged);
        let mut everywhere = within(&self.last);
        let mut stage = Stage::new(name);
        stage.add("chats", self.full.len() as f64, "");
        stage.add("sockets", crowd.len() as f64, "");
        match pace {
            Pace::Closed(window) => {
                stage.add("under way in each chat", window as f64, "");
                stage.at_least(DELIVERIES, deliveries / seconds, "1/s", 50_000.0);
            }
            Pace::Open(rate) => {
                stage.add("asked for", rate, "1/s");
                stage.at_least(DELIVERIES, deliveries / seconds, "1/s", rate * 0.99);
            }
        }
        stage.add("durable messages", everywhere.len() as f64 / seconds, "1/s");
        stage.add(
            "send to acknowledged, p50",
            acknowledged.percentile(0.5),
            "ms",
        );
        stage.add(
            "send to acknowledged, p99",
            acknowledged.percentile(0.99),
            "ms",
        );
        stage.add(
            "send to last receiver, p50",
            everywhere.percentile(0.5),
            "ms",
        );
        stage.at_most(LAST_P99, everywhere.percentile(0.99), "ms", 50.0);
        if let (Some(before), Some(after)) = (first.server, last.server) {
            let cost = (after - before) / deliveries * 1_000.0;
            stage.at_most(COST, cost, "s", 0.02);
            stage.add("server, share of one core", (after - before) / seconds, "");
        }
        if let (Some(before), Some(after)) = (first.own, last.own) {
            stage.add(
                "generator, share of one core",
                (after - before) / seconds,
                "",
            );
        }
        stage.at_most("messages not delivered to all", self.missing(), "", 0.0);
        stage.at_most("messages refused", self.refused as f64, "", 0.0);
        stage.add("delivered twice", self.twice as f64, "");
        stage.at_most("sockets dropped", crowd.dropped as f64, "", 0.0);
        stage
    }

    fn missing(&self) -> f64 {
        (self.flights.len() - self.landed) as f64
    }
}

/// Names of the figures that other stages compare.
pub const DELIVERIES: &str = "deliveries";
/// See [`DELIVERIES`].
pub const COST: &str = "server CPU per 1,000 deliveries";
/// See [`DELIVERIES`].
pub const LAST_P99: &str = "send to last receiver, p99";

/// Where the counters stood.
struct Marks {
    at: Instant,
    delivered: u64,
    server: Option<f64>,
    own: Option<f64>,
}

impl Marks {
    fn take(server: Option<u32>, delivered: u64) -> Self {
        Self {
            at: now(),
            delivered,
            server: server.and_then(ambient::cpu),
            own: ambient::cpu(std::process::id()),
        }
    }
}

/// The moments of an open loop: exponential gaps, the same in every run.
struct Schedule {
    rate: f64,
    next: f64,
    state: u64,
}

impl Schedule {
    fn new(pace: Pace) -> Self {
        let (rate, next) = match pace {
            Pace::Open(rate) => (rate, 0.0),
            Pace::Closed(_) => (1.0, f64::INFINITY),
        };
        Self {
            rate,
            next,
            state: 0x9e37_79b9_7f4a_7c15,
        }
    }

    /// The moment of a message that should have been sent by `at`.
    fn due(&mut self, at: f64, rooms: &[Room]) -> Option<f64> {
        if self.next > at {
            return None;
        }
        let due = self.next;
        let seats: usize = rooms.iter().map(|room| room.seats.len()).sum();
        let messages = self.rate * rooms.len() as f64 / seats as f64;
        // xorshift: chance enough for gaps.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let share = ((self.state >> 11) as f64 + 1.0) / (1_u64 << 53) as f64;
        self.next -= share.ln() / messages;
        Some(due)
    }

    fn until(&self, at: f64) -> Duration {
        let left = (self.next - at).clamp(0.0, 0.05);
        Duration::from_secs_f64(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_loop_keeps_its_rate_whatever_happens() {
        let rooms = [Room {
            chat: 1,
            seats: (0..30).collect(),
        }];
        let mut schedule = Schedule::new(Pace::Open(30_000.0));
        let mut sent = 0;
        // Asked late, it catches up: 10 seconds at 1,000 messages a second.
        while schedule.due(10.0, &rooms).is_some() {
            sent += 1;
        }
        assert!((9_500..10_500).contains(&sent), "{sent}");
        let mut closed = Schedule::new(Pace::Closed(2));
        assert!(closed.due(1e9, &rooms).is_none());
    }

    #[test]
    fn a_delivery_counts_once_and_the_last_one_ends_the_flight() {
        let rooms = [Room {
            chat: 1,
            seats: vec![0, 1],
        }];
        let mut run = Run::new(&rooms);
        run.flights.push(Flight {
            room: 0,
            due: 1.0,
            have: 0,
            author: 1,
        });
        let text = format!(
            r#"{{"is":"message","chat":1,"message":{{"seq":1,"key":"{}0","author":1}}}}"#,
            run.prefix
        );
        run.heard(1, text.as_bytes(), 2.0);
        run.heard(1, text.as_bytes(), 2.5);
        assert_eq!((run.delivered, run.twice, run.landed), (1, 1, 0));
        run.heard(0, text.as_bytes(), 3.0);
        assert_eq!((run.delivered, run.landed), (2, 1));
        assert_eq!(run.acknowledged, [(1.0, 2.0)]);
        assert_eq!(run.last, [(1.0, 2.0)]);
        assert_eq!(run.free, [0]);
        assert_eq!(run.number(b"{\"key\":\"somebody else's\"}"), None);
    }
}
