//! Running a school: what its administrator does, and what class teachers see of it.

mod cards;
pub(crate) mod codes;
mod groups;
mod setup;

pub use cards::{Card, CardKind, CardSheet, CardsFor, MachineCode};
pub use setup::Setup;
