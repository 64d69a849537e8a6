//! Reader and writer of OneRoster CSV rostering packages, versions 1.1 and 1.2
//! (1EdTech "OneRoster: CSV Tables 1.1" and "OneRoster: CSV Binding 1.2"). Comments cite them by the
//! name of the file and column that a table of theirs describes.
//!
//! Only the format lives here. Whether a row points at something that exists depends on what the
//! caller already stores (a delta names people sent a year ago), so rows carry their line numbers
//! and the caller reports its own findings with the same [`Fault`]s.
//!
//! Everything wrong with a package is reported at once, because whoever repairs an export by hand
//! should not have to try it once per mistake.

mod archive;
mod cells;
mod columns;
mod date;
mod entity;
mod fault;
mod kinds;
mod limits;
mod list;
mod manifest;
mod package;
mod read;
mod records;
mod roles_of_users;
mod stream;
mod table;
mod values;
pub mod write;

pub use fault::{Collector, Fault, Faults, Reason};
pub use kinds::{ClassKind, EnrollmentRole, OrgKind, RoleKind, SessionKind, Sex};
pub use limits::Limits;
pub use package::{Deleted, Mode, Package, Row, Source, Table, Version};
pub use read::{read, read_zip};
pub use stream::{File, Item, Reader};
pub use values::{
    AcademicSession, Class, Course, Demographics, Enrollment, Metadata, Org, Password, Role, User,
};
