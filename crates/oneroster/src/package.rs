//! A package as it was read: tables of rows that know where they came from.

use crate::{AcademicSession, Class, Course, Demographics, Enrollment, Org, Role, User};

/// Version of the standard (`oneroster.version` in the manifest).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// OneRoster 1.1: one role per person, kept in `users.csv`.
    V1_1,
    /// OneRoster 1.2: roles have a file of their own.
    V1_2,
}

/// How a file is to be applied (`file.*` in `manifest.csv`, both versions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The file is the whole truth: what it does not name is gone.
    Bulk,
    /// The file names only what changed.
    Delta,
    /// There is no such file; it says nothing about what exists.
    Absent,
}

/// Where the package comes from (`source.*` in the manifest).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// `source.systemName`, empty when not said.
    pub system_name: String,
    /// `source.systemCode`, empty when not said.
    pub system_code: String,
}

/// A row of a table that is not marked for deletion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<T> {
    /// Physical line where the record starts, from 1.
    pub line: u64,
    /// `sourcedId`.
    pub source_id: String,
    /// The rest of the row.
    pub value: T,
}

/// A row whose `status` is `tobedeleted`.
///
/// Kept apart from [`Row`] because such a row often carries nothing but its identifier, and
/// because code that only means to add people must not see it by accident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// Physical line where the record starts, from 1.
    pub line: u64,
    /// `sourcedId`.
    pub source_id: String,
}

/// One file of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<T> {
    /// Name of the file that the lines are lines of.
    pub file: &'static str,
    /// How it is to be applied.
    pub mode: Mode,
    /// Rows in the order of the file.
    pub rows: Vec<Row<T>>,
    /// Rows marked for deletion, in the order of the file.
    pub deleted: Vec<Deleted>,
}

impl<T> Table<T> {
    /// A table that says nothing.
    pub fn absent(file: &'static str) -> Self {
        Self {
            file,
            mode: Mode::Absent,
            rows: Vec::new(),
            deleted: Vec::new(),
        }
    }
}

/// The rostering part of a OneRoster package; gradebook and resource files are not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Version of the standard.
    pub version: Version,
    /// Where the package comes from.
    pub source: Source,
    /// `orgs.csv`.
    pub orgs: Table<Org>,
    /// `academicSessions.csv`.
    pub academic_sessions: Table<AcademicSession>,
    /// `courses.csv`.
    pub courses: Table<Course>,
    /// `classes.csv`.
    pub classes: Table<Class>,
    /// `users.csv`.
    pub users: Table<User>,
    /// `roles.csv` in 1.2. In 1.1 made from `role` and `orgSourcedIds` of `users.csv`, with
    /// `user@org` for an identifier and the lines of `users.csv`: there a changed user replaces
    /// all roles of that user, and a deleted user takes them along.
    pub roles: Table<Role>,
    /// `enrollments.csv`.
    pub enrollments: Table<Enrollment>,
    /// `demographics.csv`.
    pub demographics: Table<Demographics>,
}
