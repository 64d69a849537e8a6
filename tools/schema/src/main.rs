//! Makes an empty database with all migrations, against which `make sqlx` checks the queries.
//! A program of ours rather than sqlx-cli, which costs minutes to install for this one call.

use sqlx::{SqlitePool, sqlite::SqliteConnectOptions};
use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: zvonok-schema FILE")?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true);
    let pool = SqlitePool::connect_with(options).await?;
    sqlx::migrate!("../../crates/storage/migrations")
        .run(&pool)
        .await?;
    pool.close().await;
    Ok(())
}
