//! The default driver: one SQLite file in WAL mode, nothing to install.
//!
//! One connection writes, a few read. `synchronous = FULL` keeps the promise that what is
//! acknowledged is durable; messages that wait share one commit (see [`append`]).

mod accounts;
mod append;
mod chats;
mod imports;
mod links;
mod macros;
mod records;
mod roster;
mod school;
mod staging;
mod timetable;

use async_trait::async_trait;
use sqlx::{
    Sqlite, SqlitePool, Transaction,
    pool::PoolConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, time::Duration};
use storage::{Appended, Fault, NewMessage, Repository, Result, Staging, Storage};

pub(crate) use macros::{all, maybe, run};

/// A school's data in one file.
pub struct SqliteStorage {
    readers: SqlitePool,
    writer: SqlitePool,
    appender: append::Appender,
    options: SqliteConnectOptions,
}

impl SqliteStorage {
    /// Opens the file, makes it when it is missing, and brings its tables up to date.
    ///
    /// # Errors
    /// Says plainly what is wrong with the file or its folder.
    pub async fn open(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("cache_size", "-8192")
            .optimize_on_close(true, None);
        let said = |what: sqlx::Error| Fault(format!("{}: {what}", path.display()));
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await
            .map_err(said)?;
        sqlx::migrate!("../storage/migrations")
            .run(&writer)
            .await
            .map_err(|what| Fault(format!("{}: {what}", path.display())))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options.clone().read_only(true))
            .await
            .map_err(said)?;
        let appender = append::Appender::start(writer.clone());
        Ok(Self {
            readers,
            writer,
            appender,
            options,
        })
    }

    /// Closes the file after everything under way.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

#[async_trait]
impl Storage for SqliteStorage {
    async fn read(&self) -> Result<Box<dyn Repository>> {
        let tx = self.readers.begin().await.map_err(fault)?;
        Ok(Box::new(SqliteRepository {
            tx,
            turn: None,
            copies: None,
        }))
    }

    async fn write(&self) -> Result<Box<dyn Repository>> {
        // Immediate: a transaction that first reads and then writes must not find at its first
        // write that another process wrote meanwhile.
        let tx = self
            .writer
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(fault)?;
        Ok(Box::new(SqliteRepository {
            tx,
            turn: None,
            copies: None,
        }))
    }

    async fn stage(&self) -> Result<Box<dyn Staging>> {
        Ok(Box::new(staging::open(self, true).await?))
    }

    async fn stage_undo(&self) -> Result<Box<dyn Staging>> {
        Ok(Box::new(staging::open(self, false).await?))
    }

    async fn append(&self, message: NewMessage) -> Result<Appended> {
        self.appender.append(message).await
    }
}

/// A transaction of the SQLite driver.
pub(crate) struct SqliteRepository {
    tx: Transaction<'static, Sqlite>,
    /// Held while another connection than the writer's writes.
    turn: Option<PoolConnection<Sqlite>>,
    /// That connection, which copies what it wrote from the log to its place.
    copies: Option<SqlitePool>,
}

#[async_trait]
impl Repository for SqliteRepository {
    async fn save(self: Box<Self>) -> Result<()> {
        let done = self.tx.commit().await.map_err(fault);
        drop(self.turn);
        if let Some(own) = self.copies {
            let copied = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)")
                .execute(&own)
                .await;
            if let Err(cause) = copied {
                tracing::warn!(%cause, "the log of the database could not be copied");
            }
        }
        done
    }
}

pub(crate) fn fault(error: sqlx::Error) -> Fault {
    Fault(error.to_string())
}

/// A code in the database that the program does not know: a newer program wrote it.
pub(crate) fn unknown(what: &str, code: &str) -> Fault {
    Fault(format!("unknown {what} in the database: {code}"))
}
