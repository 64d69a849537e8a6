use async_trait::async_trait;
use model::{FullName, Phone};
use serde::{Deserialize, Serialize};

/// What a way to VK ID begins with.
#[derive(Debug, Clone)]
pub struct AskedIdentity {
    /// One-time state.
    pub state: String,
    /// Whether the person reads English.
    pub english: bool,
    /// PKCE verifier; only its hash leaves the server.
    pub verifier: String,
}

/// A person as VK ID knows them (`shared/facts/identity.md`, 1.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VkPerson {
    /// Number of the VK ID.
    pub vk_id: String,
    /// Name; VK ID itself has no patronymic, the embedded provider may.
    pub name: FullName,
    /// Proven number.
    pub phone: Option<Phone>,
    /// Birth date, `YYYY-MM-DD`.
    pub born: Option<String>,
    /// Access and refresh token, JSON of the provider's client.
    pub tokens: String,
}

/// Why VK ID did not answer with a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityFault {
    /// It said no.
    #[error("refused: {0}")]
    Refused(String),
    /// It cannot be reached or does not make sense.
    #[error("unavailable: {0}")]
    Unavailable(String),
}

/// VK ID, the real or the embedded one.
#[async_trait]
pub trait IdentityProvider: Send + Sync {
    /// Where the browser goes.
    fn address(&self, asked: &AskedIdentity) -> String;

    /// Exchanges the code for tokens and asks who that is.
    ///
    /// # Errors
    /// [`IdentityFault`].
    async fn person(
        &self,
        code: &str,
        device_id: &str,
        asked: &AskedIdentity,
    ) -> Result<VkPerson, IdentityFault>;

    /// Ends the application's session there. What cannot be ended expires by itself.
    async fn withdraw(&self, tokens: &str);
}
