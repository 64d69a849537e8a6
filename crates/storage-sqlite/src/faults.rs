//! What SQLite says, as what can be done about it.

use sqlx::migrate::MigrateError;
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};
use storage::{Fault, FaultKind};
use tokio::time::Instant;

// Primary result codes (sqlite.org/rescode.html).
const PERM: i32 = 3;
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const READ_ONLY: i32 = 8;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CANNOT_OPEN: i32 = 14;
const NO_DATABASE: i32 = 26;
/// Extended: the file beside the database that readers and the writer share could not grow.
const SHARED_MEMORY_SIZE: i32 = 4_874;

/// How seldom a full disk is spoken of: it refuses everything that everybody does, and a line for
/// each refusal would fill it further.
const SAY_EVERY: Duration = Duration::from_secs(60);

pub(crate) fn fault(error: sqlx::Error) -> Fault {
    let fault = Fault {
        kind: kind(&error),
        what: error.to_string(),
    };
    if fault.kind == FaultKind::NoRoom {
        say(&fault.what);
    }
    fault
}

fn kind(error: &sqlx::Error) -> FaultKind {
    let sqlx::Error::Database(error) = error else {
        return FaultKind::Other;
    };
    let code = error.code().and_then(|code| code.parse::<i32>().ok());
    match code.unwrap_or_default() {
        SHARED_MEMORY_SIZE => FaultKind::NoRoom,
        // The lowest byte of an extended code is the primary one.
        code => match code & 0xff {
            FULL => FaultKind::NoRoom,
            CORRUPT | NO_DATABASE => FaultKind::Damaged,
            BUSY | LOCKED => FaultKind::Busy,
            PERM | READ_ONLY | CANNOT_OPEN => FaultKind::Denied,
            _ => FaultKind::Other,
        },
    }
}

pub(crate) fn migration(error: MigrateError) -> Fault {
    match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) => Fault {
            kind: FaultKind::Newer,
            what: error.to_string(),
        },
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => fault(error),
        other => Fault::new(other.to_string()),
    }
}

/// A code in the database that the program does not know: a newer program wrote it.
pub(crate) fn unknown(what: &str, code: &str) -> Fault {
    Fault::new(format!("unknown {what} in the database: {code}"))
}

fn say(what: &str) {
    static SAID: Mutex<Option<Instant>> = Mutex::new(None);
    let now = Instant::now();
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    if said.is_none_or(|said| now.duration_since(said) >= SAY_EVERY) {
        *said = Some(now);
        tracing::error!(
            what,
            "the disk is full: nothing can be kept until there is room"
        );
    }
}
