//! Settings.

use super::words::CONSENT_VERSION;

/// An application that may sign people in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// Its id.
    pub client_id: String,
    /// Where callbacks may go, to the letter (RFC 9700, 2.1).
    pub redirect_uris: Vec<String>,
}

/// How often and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Codes sent to one number within an hour.
    pub codes_per_number: u32,
    /// Codes sent for one address within an hour. A school may be one address: raise it there.
    pub codes_per_address: u32,
    /// Passwords tried for one number within an hour. The code stays open, so nobody is locked
    /// out by a stranger.
    pub passwords_per_number: u32,
    /// Passwords tried from one address within an hour.
    pub passwords_per_address: u32,
    /// Tries per code.
    pub code_tries: u32,
    /// Life of a code, seconds.
    pub code_life: i64,
    /// Wait before the code may be sent again, seconds.
    pub resend_after: i64,
    /// Life of a sign-in from the first page to the last, seconds.
    pub flow_life: i64,
    /// Life of the application's one-time code, seconds (identity.md 1.3).
    pub grant_code_life: i64,
    /// Life of the access token, seconds (identity.md 1.4).
    pub access_life: i64,
    /// Life of the refresh token, seconds (identity.md 1.4).
    pub refresh_life: i64,
    /// Shortest password, in characters.
    pub password_min: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            codes_per_number: 5,
            codes_per_address: 30,
            passwords_per_number: 10,
            passwords_per_address: 60,
            code_tries: 5,
            code_life: 600,
            resend_after: 60,
            flow_life: 600,
            grant_code_life: 600,
            access_life: 3600,
            refresh_life: 180 * 24 * 3600,
            password_min: 8,
        }
    }
}

/// Settings of the provider.
#[derive(Clone)]
pub struct Config {
    /// Applications.
    pub apps: Vec<App>,
    /// Keys every digest and signature. A new one ends all tokens and sign-ins under way, accounts
    /// and consents stay.
    pub secret: [u8; 32],
    /// Path the router is nested at, `/vkid`; the cookie is scoped to it.
    pub mount: String,
    /// `iss` of ID tokens.
    pub issuer: String,
    /// Whether the cookie is marked `Secure`. Off only on plain-HTTP loopback, where some clients
    /// would not store it (identity.md 4.2).
    pub secure_cookie: bool,
    /// What the journal is called on the consent page.
    pub service_name: String,
    /// What the messenger is called on the consent page.
    pub messenger_name: String,
    /// Version of the consent; a new one asks everybody again.
    pub consent_version: String,
    /// Limits.
    pub limits: Limits,
}

impl Config {
    /// Defaults for one application.
    pub fn new(app: App, secret: [u8; 32]) -> Self {
        Self {
            apps: vec![app],
            secret,
            mount: "/vkid".to_owned(),
            issuer: "zvonok-vkid".to_owned(),
            secure_cookie: true,
            service_name: "ЭЖД".to_owned(),
            messenger_name: "VK Мессенджер".to_owned(),
            consent_version: CONSENT_VERSION.to_owned(),
            limits: Limits::default(),
        }
    }

    pub(super) fn app(&self, client_id: &str) -> Option<&App> {
        self.apps.iter().find(|app| app.client_id == client_id)
    }
}

impl std::fmt::Debug for Config {
    /// Without the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config")
            .field("apps", &self.apps)
            .field("mount", &self.mount)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
