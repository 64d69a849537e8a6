//! The default driver: one SQLite file in WAL mode, nothing to install.
//!
//! One connection writes, a few read. `synchronous = FULL` keeps the promise that what is
//! acknowledged is durable; messages that wait share one commit (see [`append`]).

mod accounts;
mod append;
mod audit;
mod calls;
mod chats;
mod codes;
mod copy;
mod dialogues;
mod doctor;
mod faults;
mod figures;
mod imports;
mod lessons;
mod links;
mod macros;
mod people;
mod progress;
mod records;
mod roster;
mod school;
mod space;
mod staging;
mod timetable;
mod uploads;

use async_trait::async_trait;
use sqlx::{
    ConnectOptions as _, Connection as _, Executor as _, Sqlite, SqliteConnection, SqlitePool,
    Transaction,
    pool::PoolConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use storage::{
    Appended, Fault, FaultKind, NewMessage, Repository, Result, Space, Staging, Storage,
};

pub use copy::{check, snapshot};
pub(crate) use faults::{fault, unknown};
pub(crate) use macros::{all, maybe, run};

/// How long it is waited for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A school's data in one file.
pub struct SqliteStorage {
    readers: SqlitePool,
    writer: SqlitePool,
    appender: append::Appender,
    options: SqliteConnectOptions,
    path: PathBuf,
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
            .busy_timeout(PATIENCE)
            .pragma("cache_size", "-8192")
            .optimize_on_close(true, None)
            // It would put pages of SQL between the words of an import.
            .disable_statement_logging();
        let said = |fault: Fault| Fault {
            what: format!("{}: {}", path.display(), fault.what),
            ..fault
        };
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            // A file does not hang up, and asking would cost two changes of threads each time.
            .test_before_acquire(false)
            .after_release(|connection, _| Box::pin(usable(connection)))
            .connect_with(options.clone())
            .await
            .map_err(|error| said(fault(error)))?;
        let readers = match prepare(&writer, options.clone()).await {
            Ok(readers) => readers,
            Err(fault) => {
                writer.close().await;
                return Err(said(fault));
            }
        };
        let appender = append::Appender::start(writer.clone());
        Ok(Self {
            readers,
            writer,
            appender,
            options,
            path: path.to_owned(),
        })
    }

    /// Reads every page: a damaged file is better known at start than in the middle of a lesson.
    ///
    /// # Errors
    /// [`FaultKind::Damaged`] with the first thing that does not fit.
    pub async fn check(&self) -> Result<()> {
        let found: String = sqlx::query_scalar("PRAGMA quick_check(1)")
            .fetch_one(&self.readers)
            .await
            .map_err(fault)?;
        copy::sound(found)
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

    async fn space(&self) -> Result<Space> {
        space::of(&self.path)
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

/// Whether the writing connection may be used again. On a full disk SQLite itself ends the
/// transaction, and sqlx, whose own end of it then fails, counts it as open for ever: without this
/// nothing could be written any more, even when there is room again.
async fn usable(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    // Answered after the end of the transaction that came before.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Looks at what was opened, brings its tables up to date, and opens it for reading.
async fn prepare(writer: &SqlitePool, options: SqliteConnectOptions) -> Result<SqlitePool> {
    ours(writer).await?;
    writable(writer).await?;
    sqlx::migrate!("../storage/migrations")
        .run(writer)
        .await
        .map_err(faults::migration)?;
    // Who may only read cannot optimise: sqlx would give up closing it there, and its last breath
    // after the writer's would leave the log beside the file for ever.
    let options = options.optimize_on_close(false, None).read_only(true);
    SqlitePoolOptions::new()
        .max_connections(4)
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(fault)
}

/// SQLite opens a file that may not be written as one that is only read, and says nothing.
async fn writable(writer: &SqlitePool) -> Result<()> {
    let mut connection = writer.acquire().await.map_err(fault)?;
    // Whether it is allowed is known before whether it is free: an import that is just writing
    // must not keep a server from starting.
    connection
        .execute("PRAGMA busy_timeout = 0")
        .await
        .map_err(fault)?;
    let tried = match connection.begin_with("BEGIN IMMEDIATE").await {
        Ok(mut tx) => {
            // What may only be read begins all the same, and refuses the first change.
            let changed = tx.execute("PRAGMA user_version = 1").await;
            tx.rollback().await.map_err(fault)?;
            changed.map_err(fault).map(drop)
        }
        Err(error) => Err(fault(error)),
    };
    let patience = format!("PRAGMA busy_timeout = {}", PATIENCE.as_millis());
    connection
        .execute(sqlx::AssertSqlSafe(patience))
        .await
        .map_err(fault)?;
    match tried {
        Err(fault) if fault.kind != FaultKind::Busy => Err(fault),
        _ => Ok(()),
    }
}

/// Another program's database must not get our tables.
async fn ours(writer: &SqlitePool) -> Result<()> {
    let foreign: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema) \
         AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations')",
    )
    .fetch_one(writer)
    .await
    .map_err(fault)?;
    if foreign {
        return Err(Fault {
            kind: FaultKind::Damaged,
            what: "another program's database".to_owned(),
        });
    }
    Ok(())
}
