//! A copy of a file that is in use, and whether a file is sound.

use crate::fault;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{path::Path, time::Duration};
use storage::{Fault, FaultKind, Result};

/// Copies a database as it is at this moment, while others go on reading and writing. `to` must be
/// missing or empty.
///
/// # Errors
/// Without room, and when either file cannot be used.
pub async fn snapshot(from: &Path, to: &Path) -> Result<()> {
    let name = to
        .to_str()
        .ok_or_else(|| Fault::new(format!("{}: no name in UTF-8", to.display())))?;
    let mut connection = open(from).await?;
    let done = sqlx::query("VACUUM INTO ?")
        .bind(name)
        .execute(&mut connection)
        .await;
    connection.close().await.map_err(fault)?;
    done.map_err(fault).map(drop)
}

/// Reads all of a database and compares its tables with their indexes.
///
/// # Errors
/// [`FaultKind::Damaged`] with the first thing that does not fit.
pub async fn check(file: &Path) -> Result<()> {
    let mut connection = open(file).await?;
    let found: Result<String> = sqlx::query_scalar("PRAGMA integrity_check(1)")
        .fetch_one(&mut connection)
        .await
        .map_err(fault);
    connection.close().await.map_err(fault)?;
    sound(found?)
}

pub(crate) fn sound(found: String) -> Result<()> {
    match found.as_str() {
        "ok" => Ok(()),
        _ => Err(Fault {
            kind: FaultKind::Damaged,
            what: found,
        }),
    }
}

/// Not read-only: after a crash the first to open a database puts it in order.
async fn open(file: &Path) -> Result<SqliteConnection> {
    SqliteConnectOptions::new()
        .filename(file)
        .busy_timeout(Duration::from_secs(10))
        .connect()
        .await
        .map_err(fault)
}
