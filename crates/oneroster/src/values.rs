//! What a row says, one structure per file.
//!
//! Each field cites its column in the tables of "OneRoster: CSV Binding 1.2" (or 1.1, where said);
//! columns that no caller needs (resources, pronouns, preferred names) are not read.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;

use crate::{ClassKind, EnrollmentRole, OrgKind, RoleKind, SessionKind, Sex};

/// Extension columns: `metadata.x` under the key `x`, without empty values.
pub type Metadata = BTreeMap<String, String>;

/// A school or what schools belong to (`orgs.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Org {
    /// `name`.
    pub name: String,
    /// `type`.
    pub kind: OrgKind,
    /// `identifier`.
    pub identifier: Option<String>,
    /// `parentSourcedId`.
    pub parent: Option<String>,
    /// `metadata.*`.
    pub metadata: Metadata,
}

/// A stretch of time (`academicSessions.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcademicSession {
    /// `title`.
    pub title: String,
    /// `type`.
    pub kind: SessionKind,
    /// `startDate`.
    pub starts: Date,
    /// `endDate`. The standard excludes this day, exporters mean it to be the last one.
    pub ends: Date,
    /// `parentSourcedId`.
    pub parent: Option<String>,
    /// `schoolYear`, the year in which the school year ends.
    pub school_year: Option<String>,
    /// `metadata.*`.
    pub metadata: Metadata,
}

/// A subject as the curriculum knows it (`courses.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// `title`.
    pub title: String,
    /// `courseCode`.
    pub code: Option<String>,
    /// `orgSourcedId`.
    pub org: String,
    /// `subjects`.
    pub subjects: Vec<String>,
    /// `metadata.*`.
    pub metadata: Metadata,
}

/// People who are taught together (`classes.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// `title`.
    pub title: String,
    /// `classType`.
    pub kind: ClassKind,
    /// `classCode`.
    pub code: Option<String>,
    /// `courseSourcedId`. Always there for a scheduled class. The standard requires it of
    /// homerooms too, but no homeroom has a subject, and exports leave it empty.
    pub course: Option<String>,
    /// `schoolSourcedId`.
    pub school: String,
    /// `termSourcedIds`, at least one.
    pub terms: Vec<String>,
    /// `subjects`.
    pub subjects: Vec<String>,
    /// `grades`.
    pub grades: Vec<String>,
    /// `location`.
    pub location: Option<String>,
    /// `periods`.
    pub periods: Vec<String>,
    /// `metadata.*`.
    pub metadata: Metadata,
}

/// A person (`users.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// `enabledUser`.
    pub enabled: bool,
    /// `username`.
    pub username: String,
    /// `givenName`.
    pub given: String,
    /// `familyName`.
    pub family: String,
    /// `middleName`.
    pub middle: Option<String>,
    /// `identifier`.
    pub identifier: Option<String>,
    /// `email`.
    pub email: Option<String>,
    /// `phone`.
    pub phone: Option<String>,
    /// `sms`, the number that takes messages.
    pub sms: Option<String>,
    /// `agentSourcedIds`: for a pupil the guardians. Some exporters fill it for the guardians
    /// too, with their pupils, so the roles of both ends decide which way it points.
    pub agents: Vec<String>,
    /// `grades`.
    pub grades: Vec<String>,
    /// `password`.
    pub password: Option<Password>,
    /// `primaryOrgSourcedId`, 1.2 only.
    pub primary_org: Option<String>,
    /// `role`, 1.1 only; see [`crate::Package::roles`] for both versions.
    pub role: Option<RoleKind>,
    /// `orgSourcedIds`, 1.1 only.
    pub orgs: Vec<String>,
    /// `metadata.*`.
    pub metadata: Metadata,
}

/// A password that an export carries in the clear; hides itself from logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(pub(crate) String);

impl Password {
    /// The password itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Password {
    fn from(password: String) -> Self {
        Self(password)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What a person is to an organisation (`roles.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// `userSourcedId`.
    pub user: String,
    /// `role`.
    pub role: RoleKind,
    /// `roleType` is `primary`.
    pub primary: bool,
    /// `orgSourcedId`.
    pub org: String,
    /// `beginDate`.
    pub begins: Option<Date>,
    /// `endDate`.
    pub ends: Option<Date>,
    /// `metadata.*`.
    pub metadata: Metadata,
}

/// A person's place in a class (`enrollments.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrollment {
    /// `classSourcedId`.
    pub class: String,
    /// `schoolSourcedId`.
    pub school: String,
    /// `userSourcedId`.
    pub user: String,
    /// `role`.
    pub role: EnrollmentRole,
    /// `primary`: of several teachers the one who answers for the class.
    pub primary: bool,
    /// `beginDate`.
    pub begins: Option<Date>,
    /// `endDate`.
    pub ends: Option<Date>,
    /// `metadata.*`.
    pub metadata: Metadata,
}

/// What tells namesakes apart (`demographics.csv`); the row's identifier is the user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demographics {
    /// `birthDate`.
    pub birth_date: Option<Date>,
    /// `sex`.
    pub sex: Option<Sex>,
    /// `metadata.*`.
    pub metadata: Metadata,
}
