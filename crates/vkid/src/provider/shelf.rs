//! Typed records over the store.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Provider;
use crate::BoxError;

/// A record with the version it was read at.
pub(super) struct Loaded<T> {
    pub(super) value: T,
    pub(super) version: i64,
}

impl Provider {
    /// Reads a record.
    pub(super) async fn load<T: DeserializeOwned>(
        &self,
        key: &str,
    ) -> Result<Option<Loaded<T>>, BoxError> {
        let Some(record) = self.parts.store.get(key).await? else {
            return Ok(None);
        };
        let value = serde_json::from_slice(&record.value)?;
        Ok(Some(Loaded {
            value,
            version: record.version,
        }))
    }

    /// Writes a record if it is still what was read; see [`super::Store::put`].
    pub(super) async fn save<T: Serialize>(
        &self,
        key: &str,
        value: &T,
        expires_at: Option<i64>,
        expected: Option<i64>,
    ) -> Result<bool, BoxError> {
        let value = serde_json::to_vec(value)?;
        self.parts
            .store
            .put(key, &value, expires_at, expected)
            .await
    }
}
