//! Running a school: what its administrator does, and what class teachers see of it.

mod by_hand;
mod people;
mod person;
mod unlink_other;

pub use by_hand::NewGuardian;
