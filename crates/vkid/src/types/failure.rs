//! Failure, as VK ID puts it.

use serde::{Deserialize, Serialize};

/// Values of `error` (identity.md 1.7).
pub mod code {
    /// The person or the provider refused.
    pub const ACCESS_DENIED: &str = "access_denied";
    /// An access, refresh or ID token that is unknown, expired or revoked.
    pub const INVALID_TOKEN: &str = "invalid_token";
    /// The provider broke.
    pub const SERVER_ERROR: &str = "server_error";
    /// Too many requests.
    pub const SLOW_DOWN: &str = "slow_down";
    /// The application is not known.
    pub const INVALID_CLIENT: &str = "invalid_client";
    /// A parameter is missing or wrong.
    pub const INVALID_REQUEST: &str = "invalid_request";
    /// A scope the application may not ask for.
    pub const INVALID_SCOPE: &str = "invalid_scope";
    /// `prompt=none`, and somebody has to sign in.
    pub const LOGIN_REQUIRED: &str = "login_required";
    /// `prompt=none`, and a page has to be shown.
    pub const INTERACTION_REQUIRED: &str = "interaction_required";
}

/// The body `{"error", "error_description", "state"?}`. It comes **with HTTP status 200**, so the
/// key `error` decides and never the status (identity.md 1.7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("VK ID: {error}: {}", error_description.as_deref().unwrap_or("-"))]
pub struct OAuthError {
    /// One of [`code`].
    pub error: String,
    /// For people who debug, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
    /// Echo of the request's `state`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

impl OAuthError {
    /// An error with its explanation.
    pub fn new(error: &str, description: &str) -> Self {
        Self {
            error: error.to_owned(),
            error_description: Some(description.to_owned()),
            state: None,
        }
    }
}
