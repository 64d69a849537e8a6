//! A store in memory, for tests and demonstrations.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{Record, Store};
use crate::{BoxError, Clock};

struct Kept {
    record: Record,
    expires_at: Option<i64>,
}

#[derive(Default)]
struct Shelves {
    kept: HashMap<String, Kept>,
    last_version: i64,
}

/// [`Store`] in a map.
pub struct MemoryStore {
    clock: Arc<dyn Clock>,
    shelves: Mutex<Shelves>,
}

impl MemoryStore {
    /// Empty; expiry goes by `clock`.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            shelves: Mutex::default(),
        }
    }

    /// All keys and values, for tests that look at what is stored.
    pub fn dump(&self) -> Vec<(String, Vec<u8>)> {
        let shelves = self.open();
        shelves
            .kept
            .iter()
            .map(|(key, kept)| (key.clone(), kept.record.value.clone()))
            .collect()
    }

    /// Drops what has expired, then lends the shelves.
    fn open(&self) -> MutexGuard<'_, Shelves> {
        let now = self.clock.now();
        // A panic elsewhere cannot have left a half-done change: every change is one call.
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        shelves
            .kept
            .retain(|_, kept| kept.expires_at.is_none_or(|at| at > now));
        shelves
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn get(&self, key: &str) -> Result<Option<Record>, BoxError> {
        Ok(self.open().kept.get(key).map(|kept| kept.record.clone()))
    }

    async fn put(
        &self,
        key: &str,
        value: &[u8],
        expires_at: Option<i64>,
        expected: Option<i64>,
    ) -> Result<bool, BoxError> {
        let mut shelves = self.open();
        if shelves.kept.get(key).map(|kept| kept.record.version) != expected {
            return Ok(false);
        }
        shelves.last_version += 1;
        let record = Record {
            value: value.to_vec(),
            version: shelves.last_version,
        };
        shelves
            .kept
            .insert(key.to_owned(), Kept { record, expires_at });
        Ok(true)
    }

    async fn delete(&self, key: &str) -> Result<bool, BoxError> {
        Ok(self.open().kept.remove(key).is_some())
    }
}
