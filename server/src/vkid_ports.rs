//! What the embedded VK ID asks of its surroundings.

use async_trait::async_trait;
use school_core::{Clock, Passwords};
use std::sync::Arc;
use storage::Storage;
use vkid::{
    BoxError,
    provider::{Frame, Lang, Page, PasswordHasher, Record, Store},
};

/// Its records, beside the school's.
pub struct Records {
    /// The database.
    pub storage: Arc<dyn Storage>,
    /// For what expires.
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl Store for Records {
    async fn get(&self, key: &str) -> Result<Option<Record>, BoxError> {
        let mut db = self.storage.read().await?;
        let kept = db.record(key, self.clock.now()).await?;
        Ok(kept.map(|kept| Record {
            value: kept.value,
            version: kept.version,
        }))
    }

    async fn put(
        &self,
        key: &str,
        value: &[u8],
        expires_at: Option<i64>,
        expected: Option<i64>,
    ) -> Result<bool, BoxError> {
        let mut db = self.storage.write().await?;
        let done = db
            .put_record(key, value, expires_at, expected, self.clock.now())
            .await?;
        db.save().await?;
        Ok(done)
    }

    async fn delete(&self, key: &str) -> Result<bool, BoxError> {
        let mut db = self.storage.write().await?;
        let done = db.delete_record(key).await?;
        db.save().await?;
        Ok(done)
    }
}

/// Its passwords, in the same bounded line as the journal's.
pub struct Hasher(pub Passwords);

#[async_trait]
impl PasswordHasher for Hasher {
    async fn hash(&self, password: String) -> Result<String, BoxError> {
        Ok(self.0.hash(password).await?)
    }

    async fn verify(&self, password: String, hash: String) -> Result<bool, BoxError> {
        Ok(self.0.check(password, Some(hash)).await?)
    }
}

/// Its pages in the product's own look.
pub struct ProductFrame {
    /// Styles.
    pub css: String,
    /// Name of the product.
    pub product: String,
    /// Whether codes are shown at `/demo/outbox`.
    pub demo: bool,
}

impl Frame for ProductFrame {
    fn wrap(&self, page: Page<'_>) -> String {
        let lang = match page.lang {
            Lang::Ru => words::Lang::Russian,
            Lang::En => words::Lang::English,
        };
        crate::web::document::plain(&crate::web::document::Plain {
            lang,
            css: &self.css,
            product: &self.product,
            title: page.title,
            body: maud::PreEscaped(page.body_html.to_string()),
            outbox: self.demo,
        })
    }
}
