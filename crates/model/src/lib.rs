//! The words of the field as types: ids, entities, rules and what the pages are shown.
//!
//! No I/O, no clock, no chance; compiles for the server and for the page. Depends on nothing of
//! ours.

pub mod action;
pub mod chat;
pub mod ids;
pub mod message;
pub mod name;
pub mod phone;
pub mod policy;
pub mod problem;
pub mod role;
pub mod views;
pub mod wire;

pub use action::{Action, ActionGroup};
pub use chat::{ChatKind, Reason};
pub use ids::*;
pub use name::FullName;
pub use phone::Phone;
pub use problem::Problem;
pub use role::Role;
