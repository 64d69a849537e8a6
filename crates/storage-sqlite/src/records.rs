use crate::{SqliteRepository, all, maybe, run};
use async_trait::async_trait;
use std::sync::atomic::{AtomicI64, Ordering};
use storage::{OutboxItem, Record, RecordRepository, Result};

#[async_trait]
impl RecordRepository for SqliteRepository {
    async fn record(&mut self, key: &str, now: i64) -> Result<Option<Record>> {
        Ok(
            maybe!(self, "../storage/queries/records/get.sql", key, now; |row| Record {
                value: row.value,
                version: row.version,
            }),
        )
    }

    async fn put_record(
        &mut self,
        key: &str,
        value: &[u8],
        expires_at: Option<i64>,
        expected: Option<i64>,
        now: i64,
    ) -> Result<bool> {
        run!(
            self,
            "../storage/queries/records/drop_expired.sql",
            key,
            now
        );
        let next = next_version(now);
        let changed = match expected {
            None => {
                run!(
                    self,
                    "../storage/queries/records/insert.sql",
                    key,
                    value,
                    expires_at,
                    next
                )
            }
            Some(known) => run!(
                self,
                "../storage/queries/records/swap.sql",
                key,
                value,
                expires_at,
                known,
                next
            ),
        };
        Ok(changed > 0)
    }

    async fn delete_record(&mut self, key: &str) -> Result<bool> {
        Ok(run!(self, "../storage/queries/records/delete.sql", key) > 0)
    }

    async fn purge_records(&mut self, now: i64) -> Result<()> {
        run!(self, "../storage/queries/records/purge.sql", now);
        Ok(())
    }

    async fn insert_outbox(&mut self, item: &OutboxItem) -> Result<()> {
        run!(
            self,
            "../storage/queries/records/insert_outbox.sql",
            item.at,
            item.phone,
            item.text,
            item.code
        );
        Ok(())
    }

    async fn outbox(&mut self, limit: i64) -> Result<Vec<OutboxItem>> {
        Ok(
            all!(self, "../storage/queries/records/outbox.sql", limit; |row| OutboxItem {
                at: row.at,
                phone: row.phone,
                text: row.text,
                code: row.code,
            }),
        )
    }
}

/// A version that no record ever had, also not one of the same key that was deleted meanwhile:
/// compare-and-swap would take the new one for the old one.
fn next_version(now: i64) -> i64 {
    static NEWEST: AtomicI64 = AtomicI64::new(0);
    let floor = now.saturating_mul(1_000);
    NEWEST.fetch_max(floor, Ordering::Relaxed);
    NEWEST.fetch_add(1, Ordering::Relaxed) + 1
}
