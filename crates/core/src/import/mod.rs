//! School data coming in: read, checked, compared with what is kept, applied in one transaction,
//! and taken back.
//!
//! What is ambiguous is reported, never guessed; a fault refuses the whole package. Rows lie on the
//! disk while they are read and compared ([`storage::Staging`]): memory does not grow with the file,
//! and others write meanwhile.

mod digest;
mod faults;
mod history;
mod how;
mod load;
mod logins;
mod memberships;
mod noted;
mod owner;
mod passwords;
mod roster;
mod rows;
mod sections;
mod timetable;
mod undo;

pub use faults::{ImportFault, UndoFault};
pub use how::How;
