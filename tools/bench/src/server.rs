//! A process that is measured: started, found by the address it prints, ended politely.

use crate::Result;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

/// A running process; ended when dropped.
pub struct Running {
    child: Child,
    /// `127.0.0.1:41234`
    pub host: String,
}

impl Running {
    /// Starts it and waits for a line with an address.
    pub fn start(mut command: Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let mut lines = BufReader::new(output).lines();
        for line in lines.by_ref() {
            if let Some((_, host)) = line?.split_once("http://") {
                let host = host.trim().to_owned();
                // What comes later must not fill the pipe.
                std::thread::spawn(move || lines.for_each(drop));
                return Ok(Self { child, host });
            }
        }
        Err("the server ended before it said its address".into())
    }

    /// Its number.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it and waits until everything is written.
    pub fn stop(mut self) -> Result<()> {
        self.end()
    }

    fn end(&mut self) -> Result<()> {
        if self.child.try_wait()?.is_none() {
            kill(
                Pid::from_raw(i32::try_from(self.child.id())?),
                Signal::SIGTERM,
            )?;
            self.child.wait()?;
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Nothing more can be done about a process that cannot be ended.
        let _ = self.end();
    }
}

/// `zvonok` with settings of its own: none of the environment's, which may be for another server.
pub fn zvonok(binary: &Path, data: &Path) -> Command {
    let mut command = Command::new(binary);
    for (name, _) in std::env::vars() {
        if name.starts_with("ZVONOK_") {
            command.env_remove(name);
        }
    }
    command
        .env("ZVONOK_DATA", data)
        .env("ZVONOK_TRUST_PROXY", "true")
        .env("ZVONOK_LOG", "warn");
    command
}

/// Serves a folder.
pub fn serve(binary: &Path, data: &Path) -> Result<Running> {
    let mut command = zvonok(binary, data);
    command.args(["serve", "--demo", "--addr", "127.0.0.1:0"]);
    Running::start(command)
}
