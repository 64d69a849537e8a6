//! Running a school: what its administrator does, and what class teachers see of it.

mod chain;
mod figures;
mod log;
mod log_file;

pub use chain::LogWatch;
pub use log::LogExport;
pub use log_file::{LogBreak, LogFile, LogLine};
