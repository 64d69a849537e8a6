//! A complete VK ID provider inside the journal's own process.
//!
//! Phone → code (or password) → personal data → consent → code for the application → tokens, in
//! the dialect of [`crate::types`]. Whoever has an account and has consented is asked only for
//! phone and code. The logic ([`Provider`]) knows nothing of axum; [`router`] is a thin shell to
//! be nested at [`Config::mount`].
//!
//! Where it knowingly differs from VK ID:
//!
//! - **No silent session.** Every authorisation asks for phone and code again: school computers
//!   are shared, and a session left open there would link the next pupil to a stranger's profile.
//!   So `prompt=none` always answers `login_required`, and `login` and `select_account` change
//!   nothing.
//! - **The ID token is signed with HMAC-SHA-256**, not RS256: nobody but
//!   `/oauth2/public_info` checks it in this dialect (no JWKS, identity.md 1.1, 1.5), and RSA in
//!   pure Rust carries RUSTSEC-2023-0071.
//! - `user_info` has an extra field `patronymic`.
//! - `response_mode=payload` asks for the one-parameter callback; VK ID chooses by itself.
//! - The legacy grant `access_token` (identity.md 1.4) is not offered: there are no legacy tokens.

mod account;
mod authorize;
mod code_step;
mod config;
mod consent;
mod finish;
mod flow;
mod frame;
mod id_token;
mod limits;
mod memory_store;
mod pages;
mod password_step;
mod person;
mod person_step;
mod phone;
mod phone_step;
mod ports;
mod problem;
mod router;
mod session;
mod shelf;
mod token;
mod user_data;
mod words;

use std::sync::{Arc, OnceLock};

pub use config::{App, Config, Limits};
pub use frame::{Frame, Page, PlainFrame, StepState, Steps};
pub use memory_store::MemoryStore;
pub use phone::Phone;
pub use ports::{CodeSender, PasswordHasher, Record, Store};
pub use router::{ClientAddress, router};
pub use words::{CONSENT_VERSION, Lang};

use crate::{Clock, Entropy};

/// What the provider needs from its host.
#[derive(Clone)]
pub struct Parts {
    /// Where records are kept.
    pub store: Arc<dyn Store>,
    /// How codes reach phones.
    pub sender: Arc<dyn CodeSender>,
    /// How passwords are hashed.
    pub hasher: Arc<dyn PasswordHasher>,
    /// What pages look like around the edges.
    pub frame: Arc<dyn Frame>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub entropy: Arc<dyn Entropy>,
}

/// The provider's logic.
pub struct Provider {
    config: Config,
    parts: Parts,
    /// Hash of a password nobody has, see `password_step`.
    nobody: OnceLock<String>,
}

impl Provider {
    /// A provider with these settings, on these parts.
    pub fn new(config: Config, parts: Parts) -> Self {
        Self {
            config,
            parts,
            nobody: OnceLock::new(),
        }
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    fn now(&self) -> i64 {
        self.parts.clock.now()
    }

    /// A keyed digest for one purpose, see [`crate::digest::keyed`].
    fn keyed(&self, purpose: &str, parts: &[&str]) -> String {
        crate::digest::keyed(&self.config.secret, purpose, parts)
    }
}
