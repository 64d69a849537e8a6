//! How a request reaches the provider.

use async_trait::async_trait;

use crate::BoxError;

/// Sends one form. Every call of the dialect is a POST whose parameters are split between query
/// and form (identity.md 1.4).
#[async_trait]
pub trait Transport: Send + Sync {
    /// Status and body of the answer. The status says little: VK ID reports errors with 200.
    async fn post_form(
        &self,
        path: &str,
        query: &[(String, String)],
        form: &[(String, String)],
    ) -> Result<(u16, Vec<u8>), BoxError>;
}

#[async_trait]
impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    async fn post_form(
        &self,
        path: &str,
        query: &[(String, String)],
        form: &[(String, String)],
    ) -> Result<(u16, Vec<u8>), BoxError> {
        (**self).post_form(path, query, form).await
    }
}
