//! Running a school: what its administrator does, and what class teachers see of it.

mod by_hand;
mod cards;
mod chain;
pub(crate) mod codes;
mod figures;
mod groups;
mod imports;
mod log;
mod log_file;
mod people;
mod person;
mod progress;
mod setup;
mod unlink_other;

pub use by_hand::NewGuardian;
pub use cards::{Card, CardKind, CardSheet, CardsFor, MachineCode, NoCode};
pub use chain::LogWatch;
pub use imports::{Incoming, Start, UploadJob, Uploads};
pub use log::LogExport;
pub use log_file::{LogBreak, LogFile, LogLine};
pub use setup::Setup;
