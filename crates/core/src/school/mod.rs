//! Running a school: what its administrator does, and what class teachers see of it.

mod by_hand;
mod cards;
pub(crate) mod codes;
mod groups;
mod people;
mod person;
mod progress;
mod setup;
mod unlink_other;

pub use by_hand::NewGuardian;
pub use cards::{Card, CardKind, CardSheet, CardsFor, MachineCode};
pub use setup::Setup;
