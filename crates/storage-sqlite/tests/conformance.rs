//! The SQLite driver does what every driver must.

use std::sync::Arc;
use storage::Storage;
use test_support::{TempFolder, conformance, conformance_suite};
use zvonok_storage_sqlite::SqliteStorage;

async fn open(folder: &TempFolder) -> Arc<SqliteStorage> {
    let opened = SqliteStorage::open(&folder.path().join("zvonok.db")).await;
    Arc::new(opened.expect("a database"))
}

async fn fresh() -> (Arc<dyn Storage>, TempFolder) {
    let folder = TempFolder::new();
    let storage = open(&folder).await;
    (storage, folder)
}

conformance_suite!(fresh);

#[tokio::test]
async fn a_closed_file_is_opened_with_everything_in_it() {
    let folder = TempFolder::new();
    let first = open(&folder).await;
    conformance::fill(Arc::clone(&first) as Arc<dyn Storage>).await;
    first.close().await;
    conformance::everything_is_still_there(open(&folder).await).await;
}

#[tokio::test]
async fn a_file_that_is_no_database_is_said_to_be_none() {
    let folder = TempFolder::new();
    let path = folder.path().join("zvonok.db");
    std::fs::write(&path, "это не база данных, а письмо".repeat(100)).expect("a file");
    let fault = SqliteStorage::open(&path).await.err().expect("refused");
    assert!(fault.to_string().contains("zvonok.db"), "{fault}");
}
