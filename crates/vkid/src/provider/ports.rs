//! What the host lends the provider: a store, a sender of codes, a hasher of passwords.

use async_trait::async_trait;

use crate::BoxError;

/// A stored value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// As put.
    pub value: Vec<u8>,
    /// Changes with every put; never the same again for a key, even after a delete.
    pub version: i64,
}

/// Keys and values with compare-and-set. All the provider keeps goes through it.
#[async_trait]
pub trait Store: Send + Sync {
    /// The value, unless absent or expired.
    async fn get(&self, key: &str) -> Result<Option<Record>, BoxError>;

    /// Writes if the record is what the caller saw: `expected` is `None` for "must not exist" (an
    /// expired record does not exist), `Some(version)` for "still that version". `false` means
    /// somebody was faster, and nothing was written. `expires_at` is in Unix milliseconds.
    async fn put(
        &self,
        key: &str,
        value: &[u8],
        expires_at: Option<i64>,
        expected: Option<i64>,
    ) -> Result<bool, BoxError>;

    /// Removes; whether it was there. Of two callers at once exactly one hears `true`.
    async fn delete(&self, key: &str) -> Result<bool, BoxError>;
}

/// Delivers codes.
#[async_trait]
pub trait CodeSender: Send + Sync {
    /// `phone` is `+79120000000`, `text` the whole message, `code` the part a person types (for
    /// senders that speak instead of write).
    async fn send(&self, phone: &str, text: &str, code: &str) -> Result<(), BoxError>;
}

/// Hashes passwords off the async threads, with a bounded queue (identity.md 4.6).
#[async_trait]
pub trait PasswordHasher: Send + Sync {
    /// A PHC string.
    async fn hash(&self, password: String) -> Result<String, BoxError>;
    /// Whether the password made the hash.
    async fn verify(&self, password: String, hash: String) -> Result<bool, BoxError>;
}
