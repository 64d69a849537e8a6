//! The command line.

mod backup;
mod code;
mod import;
mod log;
mod restore;
mod serve;

use crate::config::Config;
use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

/// Звонок: a school's journal, chats and lessons in one binary.
#[derive(Debug, Parser)]
#[command(name = "zvonok", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server.
    Serve(Serve),
    /// Print a one-time code for a login: for the only administrator who forgot the password.
    Code {
        /// The login.
        login: String,
        /// The school, where several have this login: its number, its id in the data, or its name.
        #[arg(long, default_value = "")]
        school: String,
        #[command(flatten)]
        place: Place,
    },
    /// Import school data.
    #[command(subcommand)]
    Import(Import),
    /// Copy everything into one file, while the server runs; see docs/backup.md.
    Backup(Copy),
    /// Look after the audit log.
    #[command(subcommand)]
    Log(Log),
    /// Make a data folder of such a copy.
    Restore(Copy),
}

#[derive(Debug, Args)]
struct Copy {
    /// The copy.
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Where the data and the settings are.
#[derive(Debug, Args)]
struct Place {
    /// Folder with the school's data [default: zvonok-data, with --demo zvonok-demo].
    #[arg(long, env = "ZVONOK_DATA")]
    data: Option<PathBuf>,
    /// Settings in TOML; see docs/configuration.md.
    #[arg(long, env = "ZVONOK_CONFIG")]
    config: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address to listen on.
    #[arg(long, env = "ZVONOK_ADDR", default_value = "127.0.0.1:3000")]
    addr: SocketAddr,
    /// Speak https with this certificate and key, two files in PEM [setting: tls].
    #[arg(long, value_name = "CERT,KEY", value_delimiter = ',')]
    tls: Vec<PathBuf>,
    /// Show a generated school; codes appear at /demo/outbox instead of being sent.
    #[arg(long, env = "ZVONOK_DEMO")]
    demo: bool,
}

#[derive(Debug, Subcommand)]
enum Import {
    /// OneRoster CSV 1.1 or 1.2, a zip or a folder, bulk or delta.
    Roster {
        /// The zip or folder.
        path: PathBuf,
        /// Say what would change and keep nothing.
        #[arg(long)]
        dry_run: bool,
        /// End with a line of JSON: seconds and peak memory.
        #[arg(long)]
        measure: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Take the last import back.
    Undo {
        /// Another one, by its number.
        #[arg(long)]
        import: Option<i64>,
        /// End with a line of JSON: seconds and peak memory.
        #[arg(long)]
        measure: bool,
        #[command(flatten)]
        place: Place,
    },
    /// aSc Timetables XML, UTF-8 or windows-1251.
    Timetable {
        /// The file.
        path: PathBuf,
        /// The school: its number, its id in the data, or its name.
        #[arg(long)]
        school: String,
        /// Say what would change and keep nothing.
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Debug, Subcommand)]
enum Log {
    /// Say whether nothing is missing or changed: in an exported file, or in the data.
    Verify {
        /// A log exported as .jsonl; without it the logs in the data are checked.
        file: Option<PathBuf>,
        /// The file is the export of a search, which leaves entries out.
        #[arg(long)]
        part: bool,
        #[command(flatten)]
        place: Place,
    },
}

impl Place {
    fn data(&self, demo: bool) -> PathBuf {
        let default = if demo { "zvonok-demo" } else { "zvonok-data" };
        self.data.clone().unwrap_or_else(|| default.into())
    }

    fn config(&self) -> Result<Config, String> {
        Config::read(self.config.as_deref(), std::env::vars())
    }
}

/// Does what the command line says.
pub async fn run(arguments: Arguments) -> ExitCode {
    let done = match arguments.command {
        Command::Serve(serve) => serve::run(serve).await,
        Command::Code {
            login,
            school,
            place,
        } => code::run(&login, &school, &place).await,
        Command::Import(Import::Roster {
            path,
            dry_run,
            measure,
            place,
        }) => import::roster(&path, dry_run, measure, &place).await,
        Command::Import(Import::Undo {
            import,
            measure,
            place,
        }) => import::undo(import, measure, &place).await,
        Command::Import(Import::Timetable {
            path,
            school,
            dry_run,
            place,
        }) => import::timetable(&path, &school, dry_run, &place).await,
        Command::Backup(Copy { file, place }) => backup::run(&file, &place).await,
        Command::Restore(Copy { file, place }) => restore::run(&file, &place).await,
        Command::Log(Log::Verify { file, part, place }) => log::verify(file, part, &place).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            say(&mut std::io::stderr(), &what);
            ExitCode::FAILURE
        }
    }
}

/// A line for people. A reader that has gone (`| head`) is no failure.
fn say(out: &mut dyn std::io::Write, line: &str) {
    let _ = writeln!(out, "{line}");
}
