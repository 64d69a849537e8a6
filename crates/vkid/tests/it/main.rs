#![allow(clippy::unwrap_used, missing_docs)]
//! The provider through its router: in-memory store, a clock that stands still until told, and
//! chance that repeats itself.

mod authorize;
mod browser;
mod client;
mod codes;
mod password;
mod races;
mod registration;
mod support;
mod tokens;
