//! Calls under load: people who are bots, in rooms of a LiveKit server or of the embedded unit.

mod person;
mod room;
mod tally;

use crate::{Place, Result, report::Report, server::Running};
use call_bot::Feed;
use clap::Args;
use room::{Room, Shape};
use std::{path::PathBuf, process::Command};

/// A lesson's picture, 720p.
const LESSON: (usize, usize) = (1_500_000, 25);
/// A camera among many, 180p.
const SMALL: (usize, usize) = (160_000, 20);

/// Which server.
#[derive(Debug, Args)]
pub struct Where {
    /// Any LiveKit server, `ws://192.0.2.7:7880`; it gets rooms named `bench-…`. Without it the embedded
    /// unit is started.
    #[arg(long, requires_all = ["key", "secret"])]
    url: Option<String>,
    /// Its key.
    #[arg(long, default_value = "example")]
    key: String,
    /// Its secret.
    #[arg(long, default_value = "a secret for trying out")]
    secret: String,
    /// The embedded unit, alone in a process: the example `room` of zvonok-sfu.
    #[arg(long, default_value = "target/release/examples/room")]
    unit: PathBuf,
}

impl Where {
    /// What the report calls it.
    pub fn name(&self) -> String {
        let unit = || self.unit.display().to_string();
        self.url.clone().unwrap_or_else(unit)
    }

    /// A fresh unit for every stage, so that one stage's memory is not the next one's.
    fn start(&self, pid: Option<u32>) -> Result<(Option<Running>, Room)> {
        let room = |url: String, pid| Room {
            url,
            key: self.key.clone(),
            secret: self.secret.clone(),
            pid,
        };
        if let Some(url) = &self.url {
            return Ok((None, room(url.clone(), pid)));
        }
        let mut command = Command::new(&self.unit);
        command.arg("0");
        let unit =
            Running::start(command).map_err(|fault| format!("{}: {fault}", self.unit.display()))?;
        let room = room(format!("ws://{}", unit.host), Some(unit.pid()));
        Ok((Some(unit), room))
    }
}

/// All of them.
pub async fn run(at: &Where, place: &Place, report: &mut Report) -> Result<()> {
    let lesson = |watching| Shape {
        name: format!("lesson, 720p to {watching}"),
        shows: 1,
        watches: watching,
        picture: Feed::pictures(LESSON.0, LESSON.1),
        aim: Some(0.4),
    };
    let everybody = Shape {
        name: "12 people, all cameras and microphones".into(),
        shows: 12,
        watches: 0,
        picture: Feed::pictures(SMALL.0, SMALL.1),
        aim: None,
    };
    for shape in [lesson(10), lesson(30), everybody] {
        let (unit, room) = at.start(place.pid)?;
        report.add(room.measure(&shape, place.seconds).await?);
        if let Some(unit) = unit {
            unit.stop()?;
        }
    }
    Ok(())
}
