//! The pages of Zvonok, one crate for the server that renders them and the browser that takes
//! them over.
//!
//! `pages/<area>` mirrors the address; `api/` holds one server function each, thin: who asks, one
//! call to the core, the refusal; `components/` are widgets without business words; `live/` is the
//! socket and what it keeps up to date.

// Views nest deeply; the compiler's default is meant for shallower types.
#![recursion_limit = "512"]

pub mod api;
pub mod app;
pub mod calling;
pub mod components;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod gallery;
pub mod import_speech;
pub mod live;
pub mod pages;
pub mod shell;
pub mod speech;
pub mod upload_speech;
