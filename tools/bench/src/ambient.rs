//! The real time and the real machine: a bench has nothing else to measure.

use std::{
    fs,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

/// Clock ticks a second in `/proc`: what Linux shows to programs, on every architecture we know.
const TICKS: f64 = 100.0;

/// Now, for durations.
#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
pub fn now() -> Instant {
    Instant::now()
}

/// Milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "a report says when it was made")]
pub fn wall() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// CPU seconds of a process so far, user and kernel, all threads; `None` when it is gone or is
/// not on this machine.
pub fn cpu(pid: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in parentheses may hold spaces.
    let (_, rest) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let user: f64 = fields.get(11)?.parse().ok()?;
    let kernel: f64 = fields.get(12)?.parse().ok()?;
    Some((user + kernel) / TICKS)
}

/// Resident memory of a process, bytes.
pub fn memory(pid: u32) -> Option<f64> {
    kilobytes(pid, "VmRSS:")
}

/// The most resident memory that a process ever had, bytes.
pub fn peak_memory(pid: u32) -> Option<f64> {
    kilobytes(pid, "VmHWM:")
}

fn kilobytes(pid: u32, name: &str) -> Option<f64> {
    let text = line(&format!("/proc/{pid}/status"), name)?;
    let number: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(number * 1024.0)
}

/// What this machine is, for the head of the report.
pub fn machine() -> Vec<(&'static str, String)> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let memory = line("/proc/meminfo", "MemTotal:")
        .and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok())
        .map_or_else(String::new, |kb| format!("{:.0} GB", kb / 1_048_576.0));
    let model = line("/proc/cpuinfo", "model name").unwrap_or_default();
    let busy = read("/proc/loadavg");
    vec![
        ("cpu", model.trim_start_matches([':', ' ', '\t']).to_owned()),
        ("cores", cores.to_string()),
        ("memory", memory),
        (
            "kernel",
            read("/proc/sys/kernel/osrelease").trim().to_owned(),
        ),
        (
            "load before",
            busy.split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned(),
        ),
    ]
}

fn line(path: &str, start: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    text.lines()
        .find_map(|line| line.strip_prefix(start))
        .map(|rest| rest.trim().to_owned())
}
