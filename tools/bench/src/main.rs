//! `zvonok-bench`: the server under load, beside what the machine could do at best. It speaks the
//! public protocol, so it can be pointed at any running server. See `docs/bench.md`.

mod ambient;
mod calls;
mod crowd;
mod idle;
mod limit;
mod link;
mod messages;
mod morning;
mod other;
mod report;
mod rooms;
mod school;
mod server;
mod stats;
mod subject;
mod visit;
mod ws;

use clap::{Args, Parser, Subcommand};
use crowd::Crowd;
use messages::Pace;
use report::{Report, Stage};
use std::{path::PathBuf, process::ExitCode, time::Duration};
use subject::Subject;

/// Whatever goes wrong is said and ends the run.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;
/// What most functions here return.
pub type Result<T> = std::result::Result<T, Fault>;

/// Звонок under load.
#[derive(Debug, Parser)]
#[command(name = "zvonok-bench", version)]
struct Arguments {
    #[command(subcommand)]
    stage: Command,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Chats of thirty: deliveries, delays, CPU.
    Messages,
    /// 8:25: everybody signs in, opens the schedule and the messenger.
    Morning,
    /// Open sockets that say nothing: memory of each.
    Idle,
    /// What this machine could do at best.
    Limit,
    /// Calls: joining, delays, CPU and memory of a lesson of 10 and of 30 and of 12 who all show themselves.
    Calls(calls::Where),
    /// Everything, with ratios.
    All,
    /// The limit's own server: used by `limit`.
    #[command(hide = true)]
    LimitServe {
        #[arg(long)]
        data: PathBuf,
    },
}

#[derive(Debug, Args)]
struct Place {
    /// A running server, `127.0.0.1:3000`. Without it one is started on a generated school.
    #[arg(long, global = true)]
    server: Option<String>,
    /// Process of that server, if it runs on this machine: then CPU and memory are measured.
    #[arg(long, global = true)]
    pid: Option<u32>,
    /// Who signs in there: lines of organisation, login and password with tabs between.
    #[arg(long, global = true)]
    logins: Option<PathBuf>,
    /// The server to start.
    #[arg(long, global = true, default_value = "dist/zvonok")]
    binary: PathBuf,
    /// Where the prepared school is kept.
    #[arg(long, global = true, default_value = "target/bench")]
    cache: PathBuf,
    /// Where the figures are written.
    #[arg(long, global = true, default_value = "target/bench/bench.json")]
    json: PathBuf,
    /// Chats.
    #[arg(long, global = true, default_value_t = 20)]
    chats: usize,
    /// Sockets that hear a chat, at most 32.
    #[arg(long, global = true, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=32))]
    members: u32,
    /// Messages under way in each chat, in the closed loop.
    #[arg(long, global = true, default_value_t = 2)]
    window: usize,
    /// Deliveries a second, in the open loop.
    #[arg(long, global = true, default_value_t = 50_000.0)]
    rate: f64,
    /// Seconds that messages are measured for.
    #[arg(long, global = true, default_value_t = 10)]
    seconds: u64,
    /// Minutes within which everybody comes; 1 for a quick look.
    #[arg(long, global = true, default_value_t = 5.0)]
    minutes: f64,
    /// People who come.
    #[arg(long, global = true, default_value_t = 1_500)]
    people: usize,
    /// Idle sockets.
    #[arg(long, global = true, default_value_t = 5_000)]
    sockets: usize,
    /// Another stage: NAME=COMMAND, run in a shell, prints JSON of rows (docs/bench.md).
    #[arg(long, global = true)]
    also: Vec<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("bench: {fault}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<()> {
    let place = arguments.place;
    if let Command::LimitServe { data } = &arguments.stage {
        return limit::serve(data);
    }
    // Thousands of sockets here and in the server, which inherits this.
    let (_, most) = nix::sys::resource::getrlimit(nix::sys::resource::Resource::RLIMIT_NOFILE)?;
    nix::sys::resource::setrlimit(nix::sys::resource::Resource::RLIMIT_NOFILE, most, most)?;
    let name = place.server.clone();
    let name = match &arguments.stage {
        Command::Calls(at) => at.name(),
        _ => name.unwrap_or_else(|| place.binary.display().to_string()),
    };
    let mut report = Report::new(name);
    let all = matches!(arguments.stage, Command::All);
    let subject = match &arguments.stage {
        Command::Limit => None,
        Command::Calls(at) => {
            calls::run(at, &place, &mut report).await?;
            None
        }
        _ => Some(Subject::open(&place).await?),
    };
    if all || matches!(arguments.stage, Command::Limit) {
        let (closed, open) = bare(&place)?;
        report.add(closed);
        report.add(open);
    }
    if let Some(subject) = &subject {
        if all || matches!(arguments.stage, Command::Messages) {
            subject.messages(&place, &mut report).await?;
        }
        if all || matches!(arguments.stage, Command::Idle) {
            subject.idle(&place, &mut report).await?;
        }
        if all || matches!(arguments.stage, Command::Morning) {
            subject.morning(&place, &mut report).await?;
        }
    }
    for one in &place.also {
        report.add(other::run(one)?);
    }
    println!("{}", report.table());
    report.write(&place.json)?;
    println!("written to {}", place.json.display());
    Ok(())
}

/// The limit: closed loop and open loop.
fn bare(place: &Place) -> Result<(Stage, Stage)> {
    let folder = std::env::temp_dir().join(format!("zvonok-limit-{}", std::process::id()));
    let server = limit::start(&folder)?;
    let mut crowd = Crowd::new()?;
    let rooms = limit::seat(
        &mut crowd,
        &server.host,
        place.chats,
        place.members as usize,
    )?;
    let length = Duration::from_secs(place.seconds);
    let pid = Some(server.pid());
    let mut run = |name: &str, pace| messages::run(name, &mut crowd, &rooms, pace, length, pid);
    let closed = run("the limit, closed loop", Pace::Closed(place.window))?;
    let open = run("the limit, open loop", Pace::Open(place.rate))?;
    server.stop()?;
    std::fs::remove_dir_all(folder)?;
    Ok((closed, open))
}

/// The server beside the limit of the same run.
fn ratios(report: &Report) -> Option<Stage> {
    let mut stage = Stage::new("the server beside the limit");
    for kind in ["closed loop", "open loop"] {
        let ours = report.stage(&format!("messages, {kind}"))?;
        let best = report.stage(&format!("the limit, {kind}"))?;
        let cost = ours.value(messages::COST)? / best.value(messages::COST)?;
        stage.at_most(&format!("CPU of a delivery, {kind}"), cost, "times", 2.0);
        let rate = ours.value(messages::DELIVERIES)? / best.value(messages::DELIVERIES)?;
        stage.add(&format!("deliveries, {kind}"), rate, "times");
    }
    Some(stage)
}
