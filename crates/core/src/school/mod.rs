//! Running a school: what its administrator does, and what class teachers see of it.

mod imports;

pub use imports::{Incoming, Start, UploadJob, Uploads};
