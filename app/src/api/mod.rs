//! Server functions: reads, and the few actions that need no form. Each has its row in the access
//! table (`server/tests/access.rs`).

// The macro makes a public struct of each function's arguments; the function says what they are.
#![allow(missing_docs)]

mod call;
mod chats;
mod doctor;
mod door;
mod figures;
mod imports;
mod lesson;
mod link;
mod log;
mod management;
mod me;
mod passwords;
mod people;
mod profile;
mod schedule;

pub use call::*;
pub use chats::*;
pub use doctor::*;
pub use door::*;
pub use figures::*;
pub use imports::*;
pub use lesson::*;
pub use link::*;
pub use log::*;
pub use management::*;
pub use me::*;
pub use passwords::*;
pub use people::*;
pub use profile::*;
pub use schedule::*;

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use model::Problem;
use serde::{Deserialize, Serialize};

/// A refusal on its way to the page: a code, never a cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApiError(pub Problem);

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        ApiError(match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Problem::NoConnection,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::Deserialization(_) => Problem::BadRequest,
            _ => Problem::Unavailable,
        })
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Turns a refusal of the core into one of the page, with the status of the answer.
#[cfg(feature = "ssr")]
pub trait Refused<T> {
    /// See the trait.
    ///
    /// # Errors
    /// The same problem.
    fn refused(self) -> Result<T, ApiError>;
}

#[cfg(feature = "ssr")]
impl<T> Refused<T> for Result<T, Problem> {
    fn refused(self) -> Result<T, ApiError> {
        self.map_err(|problem| {
            crate::context::set_status(&problem);
            ApiError(problem)
        })
    }
}
