//! The VK ID dialect of OAuth 2.1.
//!
//! Three parts that speak the same [`types`]:
//!
//! - [`client`]: builders and parsers without input or output, and a thin asynchronous
//!   [`client::Client`] over any [`client::Transport`]. Pointed at `https://id.vk.ru` it talks to
//!   the real VK ID, pointed at the embedded provider it talks to that.
//! - `provider` (feature `provider`): a complete provider - phone, code, password, personal data,
//!   consent, tokens - for schools without access to VK ID and for tests.
//! - [`Clock`] and [`Entropy`]: time and chance are always arguments, so that every test decides
//!   them.
//!
//! Where the dialect departs from RFC 6749, RFC 7636 and OpenID Connect is said at the type
//! concerned; the facts were collected in `shared/facts/identity.md`, section 1, which the doc
//! comments cite as "identity.md 1.x". What *this provider* does otherwise than VK ID is listed at
//! the top of the `provider` module.

mod ambient;
pub mod client;
mod digest;
mod params;
#[cfg(feature = "provider")]
pub mod provider;
pub mod types;

pub use ambient::{Clock, Entropy};
pub use params::Params;

/// Any error from outside this crate: a store, a sender of codes, a network.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;
