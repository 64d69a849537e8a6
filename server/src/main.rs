//! `zvonok`: a school's journal, chats and lessons in one binary.

use clap::Parser as _;
use std::process::ExitCode;
use zvonok_server::commands::Arguments;

/// A password's hash takes 19 MiB on whichever thread is free. The system's allocator may keep such
/// a piece for every thread: half a gigabyte once a school has signed in.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("ZVONOK_LOG").unwrap_or_else(|_| {
                "warn,zvonok_server=info,zvonok_core=info,str0m=error,is=error".into()
            }),
        )
        .init();
    zvonok_server::commands::run(Arguments::parse()).await
}
