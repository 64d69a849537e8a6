use crate::Result;
use async_trait::async_trait;

/// A record of the embedded VK ID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its own format.
    pub value: Vec<u8>,
    /// Grows with every change.
    pub version: i64,
}

/// A code that was shown instead of sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxItem {
    /// When.
    pub at: i64,
    /// To whom, E.164.
    pub phone: String,
    /// The whole message.
    pub text: String,
    /// The code in it.
    pub code: String,
}

/// Keyed records with compare-and-swap, and the demonstration's outbox.
#[async_trait]
pub trait RecordRepository {
    /// A record that has not expired.
    async fn record(&mut self, key: &str, now: i64) -> Result<Option<Record>>;
    /// Writes when the present version is `expected` (`None`: there is none); `false` otherwise.
    async fn put_record(
        &mut self,
        key: &str,
        value: &[u8],
        expires_at: Option<i64>,
        expected: Option<i64>,
        now: i64,
    ) -> Result<bool>;
    /// Deletes; `false` when there was none.
    async fn delete_record(&mut self, key: &str) -> Result<bool>;
    /// Deletes what has expired.
    async fn purge_records(&mut self, now: i64) -> Result<()>;
    /// Keeps a code to show.
    async fn insert_outbox(&mut self, item: &OutboxItem) -> Result<()>;
    /// The newest codes, newest first.
    async fn outbox(&mut self, limit: i64) -> Result<Vec<OutboxItem>>;
}
