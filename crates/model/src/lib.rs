//! The words of the field as types: ids, entities, rules and what the pages are shown.
//!
//! No I/O, no clock, no chance; compiles for the server and for the page. Depends on nothing of
//! ours.

pub mod action;
pub mod by_hand;
pub mod call;
pub mod chat;
pub mod ids;
pub mod lesson;
pub mod message;
pub mod misfit;
pub mod name;
pub mod phone;
pub mod policy;
pub mod problem;
pub mod role;
pub mod typed;
pub mod views;
pub mod wire;

pub use action::{Action, ActionGroup};
pub use by_hand::{HandKind, PersonState};
pub use call::{CallOf, CallOutcome, CallRights, CallSource, CallStage, CallStep};
pub use chat::{ChatKind, Reason};
pub use ids::*;
pub use lesson::LessonState;
pub use misfit::{MisfitKind, MisfitState, Side};
pub use name::FullName;
pub use phone::Phone;
pub use problem::Problem;
pub use role::Role;
