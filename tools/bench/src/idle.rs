//! Sockets that are open and say nothing: what each costs.

use crate::{
    Result,
    ambient::{self, now},
    crowd::Crowd,
    report::Stage,
    rooms::{HELLO, welcomed},
};
use std::time::Duration;

/// Opened together, so that the server's line of connections never overflows.
const TOGETHER: usize = 100;

/// Opens so many and watches them for a while. Without a process on this machine there is nothing
/// to measure.
pub fn run(
    host: &str,
    cookies: &[String],
    count: usize,
    watch: Duration,
    server: u32,
) -> Result<Stage> {
    let gone = || "the server has ended";
    let before = ambient::memory(server).ok_or_else(gone)?;
    let mut crowd = Crowd::new()?;
    let began = now();
    let mut open = 0;
    while open < count {
        let more = TOGETHER.min(count - open);
        for number in open..open + more {
            crowd.join(host, &cookies[number % cookies.len()], HELLO)?;
        }
        welcomed(&mut crowd, open, more)?;
        open += more;
    }
    let opened = (now() - began).as_secs_f64();
    let after = ambient::memory(server).ok_or_else(gone)?;
    let cpu = ambient::cpu(server).ok_or_else(gone)?;
    let began = now();
    while now() - began < watch {
        crowd.turn(Duration::from_millis(200), |_, _, _| {})?;
    }
    let settled = ambient::memory(server).ok_or_else(gone)?;
    let spent = ambient::cpu(server).ok_or_else(gone)? - cpu;
    let mut stage = Stage::new("idle sockets");
    stage.at_least("sockets", crowd.len() as f64, "", count as f64);
    stage.add("opened and welcomed", count as f64 / opened, "1/s");
    stage.add("server before", before / 1e6, "MB");
    stage.add("server with all of them", settled / 1e6, "MB");
    let each = (after.max(settled) - before) / count as f64 / 1e3;
    stage.at_most("memory of one", each, "kB", 15.0);
    let share = spent / watch.as_secs_f64();
    stage.add("server, share of one core, all idle", share, "");
    Ok(stage)
}
