//! Imports, set by set. Rows that come in lie in temporary tables of a connection of their own, so
//! that neither memory nor the writer is held while they are read and compared.
//!
//! These queries name temporary tables, which no schema knows at compile time; every one of them
//! runs in each test that imports or takes back.

mod report;
mod repository;
mod undo;

use crate::{SqliteRepository, SqliteStorage, fault};
use async_trait::async_trait;
use sqlx::{Sqlite, SqlitePool, pool::PoolConnection, sqlite::SqlitePoolOptions};
use storage::{Repository, Result, Staging};

/// A script of several statements without arguments.
macro_rules! script {
    ($me:ident, $file:literal) => {
        sqlx::raw_sql(include_str!(concat!(
            "../../../storage/queries/staging/",
            $file
        )))
        .execute(&mut *$me.tx)
        .await
        .map_err($crate::fault)?
    };
}

pub(crate) use script;

/// An import's own connection.
pub(crate) struct SqliteStaging {
    own: SqlitePool,
    writer: SqlitePool,
}

/// Makes the connection of an import. Its cache is bounded, its temporary tables are files.
/// Taking back checks references itself, set by set: the database would look through whole tables
/// for each row that goes.
pub(crate) async fn open(storage: &SqliteStorage, references: bool) -> Result<SqliteStaging> {
    let options = storage
        .options
        .clone()
        .pragma("temp_store", "FILE")
        .pragma("cache_size", "-32768")
        // The log is copied to its place after the commit, once the writer is free again.
        .pragma("wal_autocheckpoint", "0")
        .foreign_keys(references)
        .optimize_on_close(false, None);
    let own = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await
        .map_err(fault)?;
    Ok(SqliteStaging {
        own,
        writer: storage.writer.clone(),
    })
}

#[async_trait]
impl Staging for SqliteStaging {
    async fn look(&self) -> Result<Box<dyn Repository>> {
        let tx = self.own.begin().await.map_err(fault)?;
        Ok(Box::new(SqliteRepository {
            tx,
            turn: None,
            copies: None,
        }))
    }

    async fn write(&self) -> Result<Box<dyn Repository>> {
        // Whoever else wants to write waits for the writer's one connection, in order.
        let turn: PoolConnection<Sqlite> = self.writer.acquire().await.map_err(fault)?;
        let tx = self
            .own
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(fault)?;
        Ok(Box::new(SqliteRepository {
            tx,
            turn: Some(turn),
            copies: Some(self.own.clone()),
        }))
    }
}
