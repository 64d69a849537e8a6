//! The request that starts everything: `GET /authorize`.

use crate::Params;

/// The scope that VK ID assumes when none is asked for (identity.md 1.6).
pub const DEFAULT_SCOPE: &str = "vkid.personal_info";
/// `lang_id` of Russian (identity.md 1.2).
pub const LANG_RUSSIAN: u16 = 0;
/// `lang_id` of English (identity.md 1.2).
pub const LANG_ENGLISH: u16 = 3;

/// Parameters of `GET /authorize` (identity.md 1.2). `response_type=code` and
/// `code_challenge_method=S256` go without saying: VK ID knows nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizeRequest {
    /// Application id.
    pub client_id: String,
    /// One of the addresses registered for the application, to the letter.
    pub redirect_uri: String,
    /// At least 32 characters of `A-Za-z0-9_-`; comes back unchanged.
    pub state: String,
    /// base64url(SHA-256(verifier)), see [`crate::client::Pkce`].
    pub code_challenge: String,
    /// Space separated; empty means [`DEFAULT_SCOPE`].
    pub scope: String,
    /// `none`, `login`, `consent`, `select_account` or nothing.
    pub prompt: Option<String>,
    /// Language of the pages.
    pub lang_id: Option<u16>,
    /// Asks the embedded provider for the one-parameter `payload` callback (`response_mode=payload`,
    /// ours alone: real VK ID chooses the shape itself, identity.md 1.3).
    pub payload: bool,
}

impl AuthorizeRequest {
    /// A request with only what must be there.
    pub fn new(client_id: &str, redirect_uri: &str, state: &str, code_challenge: &str) -> Self {
        Self {
            client_id: client_id.to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            state: state.to_owned(),
            code_challenge: code_challenge.to_owned(),
            scope: String::new(),
            prompt: None,
            lang_id: None,
            payload: false,
        }
    }

    /// As parameters.
    pub fn params(&self) -> Params {
        let mut params = Params::new()
            .with("response_type", "code")
            .with("client_id", &*self.client_id)
            .with("redirect_uri", &*self.redirect_uri)
            .with("state", &*self.state)
            .with("code_challenge", &*self.code_challenge)
            // Documented in both spellings, accepted in both; the flow page says `S256`.
            .with("code_challenge_method", "S256");
        if !self.scope.is_empty() {
            params = params.with("scope", &*self.scope);
        }
        if let Some(prompt) = &self.prompt {
            params = params.with("prompt", &**prompt);
        }
        if let Some(lang_id) = self.lang_id {
            params = params.with("lang_id", lang_id.to_string());
        }
        if self.payload {
            params = params.with("response_mode", "payload");
        }
        params
    }

    /// The address to send the browser to. `base` is `https://id.vk.ru`, or where the embedded
    /// provider is mounted.
    pub fn url(&self, base: &str) -> String {
        self.params()
            .append_to(&format!("{}/authorize", base.trim_end_matches('/')))
    }
}
