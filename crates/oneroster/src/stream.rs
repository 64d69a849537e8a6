//! Reads a package row by row, for packages that are larger than one wants to hold.

use std::path::Path;

use crate::{
    AcademicSession, Class, Collector, Course, Deleted, Demographics, Enrollment, Faults, Limits,
    Mode, Org, Package, Role, Row, Source, Table, User, Version,
    archive::{Archive, Folder, Zip},
    entity::Entity,
    manifest::Manifest,
    read::refusal,
    roles_of_users,
    table::{self, Line},
};

/// The files of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum File {
    /// `orgs.csv`
    Orgs,
    /// `academicSessions.csv`
    AcademicSessions,
    /// `courses.csv`
    Courses,
    /// `classes.csv`
    Classes,
    /// `users.csv`; in 1.1 followed by the roles that each row says.
    Users,
    /// `roles.csv`; nothing in 1.1.
    Roles,
    /// `enrollments.csv`
    Enrollments,
    /// `demographics.csv`
    Demographics,
}

impl File {
    /// All, each after those that it refers to.
    pub const ALL: [File; 8] = [
        File::Orgs,
        File::AcademicSessions,
        File::Courses,
        File::Classes,
        File::Users,
        File::Roles,
        File::Demographics,
        File::Enrollments,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            File::Orgs => Org::FILE,
            File::AcademicSessions => AcademicSession::FILE,
            File::Courses => Course::FILE,
            File::Classes => Class::FILE,
            File::Users => User::FILE,
            File::Roles => Role::FILE,
            File::Enrollments => Enrollment::FILE,
            File::Demographics => Demographics::FILE,
        }
    }
}

/// A row of one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Item {
    Org(Row<Org>),
    AcademicSession(Row<AcademicSession>),
    Course(Row<Course>),
    Class(Row<Class>),
    User(Box<Row<User>>),
    Role(Row<Role>),
    Enrollment(Row<Enrollment>),
    Demographics(Row<Demographics>),
    /// A row that is marked for deletion.
    Deleted(Deleted),
}

/// A package that is read file by file, as often as one likes.
pub struct Reader {
    archive: Box<dyn Archive + Send>,
    manifest: Manifest,
    limits: Limits,
}

impl Reader {
    /// Opens a folder or a zip archive and reads its manifest.
    ///
    /// # Errors
    /// What is wrong with the archive or the manifest.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, Faults> {
        let name = path
            .file_name()
            .map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy());
        let mut archive: Box<dyn Archive + Send> = if path.is_dir() {
            let folder = Folder::new(path);
            Box::new(folder.map_err(|reason| refusal(&name, "", reason, limits))?)
        } else {
            let file = crate::read::open_zip(path, &name, limits)?;
            let zip = Zip::new(file, limits);
            Box::new(zip.map_err(|(entry, reason)| refusal(&name, &entry, reason, limits))?)
        };
        let mut faults = Collector::new(limits.max_faults);
        let manifest = Manifest::read(archive.as_mut(), limits, &mut faults);
        match (manifest, faults) {
            (Some(manifest), faults) => faults.finish(Self {
                archive,
                manifest,
                limits: limits.clone(),
            }),
            (None, faults) => Err(faults.finish(()).err().unwrap_or_default()),
        }
    }

    /// Version of the standard.
    #[must_use]
    pub fn version(&self) -> Version {
        self.manifest.version
    }

    /// Where the package comes from.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.manifest.source
    }

    /// Hands on the rows of a file until the end or an answer of `false`, and tells how the file is
    /// to be applied. Rows are checked one by one; whether an identifier was there before is left
    /// to the caller, because knowing it takes memory that grows with the file.
    pub fn each(
        &mut self,
        file: File,
        faults: &mut Collector,
        take: &mut dyn FnMut(Item) -> bool,
    ) -> Mode {
        match file {
            File::Orgs => self.rows(faults, take, Item::Org),
            File::AcademicSessions => self.rows(faults, take, Item::AcademicSession),
            File::Courses => self.rows(faults, take, Item::Course),
            File::Classes => self.rows(faults, take, Item::Class),
            File::Users if self.version() == Version::V1_1 => {
                let mut both = |item: Item| {
                    let roles = match &item {
                        Item::User(user) => roles_of_users::of(user),
                        _ => Vec::new(),
                    };
                    take(item) && roles.into_iter().all(|role| take(Item::Role(role)))
                };
                self.rows(faults, &mut both, |row| Item::User(Box::new(row)))
            }
            File::Users => self.rows(faults, take, |row| Item::User(Box::new(row))),
            File::Roles if self.version() == Version::V1_1 => Mode::Absent,
            File::Roles => self.rows(faults, take, Item::Role),
            File::Enrollments => self.rows(faults, take, Item::Enrollment),
            File::Demographics => self.rows(faults, take, Item::Demographics),
        }
    }

    fn rows<T: Entity>(
        &mut self,
        faults: &mut Collector,
        take: &mut dyn FnMut(Item) -> bool,
        item: impl Fn(Row<T>) -> Item,
    ) -> Mode {
        table::each::<T>(
            self.archive.as_mut(),
            &self.manifest,
            &self.limits,
            faults,
            |_, _| None,
            &mut |line| match line {
                Line::Row(row) => take(item(row)),
                Line::Deleted(row) => take(Item::Deleted(row)),
            },
        )
    }
}

impl Package {
    /// The same as [`Reader::each`] for a package that is in memory.
    pub fn each(&self, file: File, take: &mut dyn FnMut(Item) -> bool) -> Mode {
        match file {
            File::Orgs => rows(&self.orgs, take, Item::Org),
            File::AcademicSessions => rows(&self.academic_sessions, take, Item::AcademicSession),
            File::Courses => rows(&self.courses, take, Item::Course),
            File::Classes => rows(&self.classes, take, Item::Class),
            File::Users => rows(&self.users, take, |row| Item::User(Box::new(row))),
            File::Roles => rows(&self.roles, take, Item::Role),
            File::Enrollments => rows(&self.enrollments, take, Item::Enrollment),
            File::Demographics => rows(&self.demographics, take, Item::Demographics),
        }
    }
}

fn rows<T: Clone>(
    table: &Table<T>,
    take: &mut dyn FnMut(Item) -> bool,
    item: impl Fn(Row<T>) -> Item,
) -> Mode {
    let _ = table.rows.iter().all(|row| take(item(row.clone())))
        && table
            .deleted
            .iter()
            .all(|row| take(Item::Deleted(row.clone())));
    table.mode
}
