//! The linking doctor: links whose profile does not fit the person, found when they are made and
//! every night, and their repair by two one-time codes (`docs/doctor.md`, ID-54..57).

mod examine;
mod facts;
mod list;
mod plan;
mod repair;
mod rule;
mod show;

pub use repair::RepairCode;

/// How long the codes of a repair hold: both sides may have to find each other first.
const CODES_LIVE: i64 = 30 * 60_000;
