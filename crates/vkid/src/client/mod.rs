//! The client's side of the dialect.
//!
//! A sign-in goes: [`Pkce::new`] and [`new_state`] → keep both in a one-time record bound to the
//! browser → send the browser to [`AuthorizeRequest::url`](crate::types::AuthorizeRequest::url) →
//! [`Callback::parse`](crate::types::Callback::parse) and `verify` → [`Client::exchange`] →
//! [`Client::user_info`].

mod calls;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "in-process")]
mod in_process;
mod pkce;
pub mod requests;
mod transport;

pub use calls::{Client, Error};
#[cfg(feature = "http")]
pub use http::{HttpTransport, http_client};
#[cfg(feature = "in-process")]
pub use in_process::InProcess;
pub use pkce::{Pkce, new_state};
pub use transport::Transport;
