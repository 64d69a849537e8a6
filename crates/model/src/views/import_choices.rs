//! What an import cannot tell and a person can.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportChoice {
    /// Stays the same from import to import of the same source.
    pub key: String,
    /// What is ambiguous.
    pub what: Ambiguity,
    /// What it could be; never empty.
    pub options: Vec<ImportOption>,
    /// Key of the option that was chosen, now or for an earlier import. Without one it is left out.
    pub chosen: Option<String>,
}

/// What is ambiguous; the page says it in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Ambiguity {
    /// A study group whose class cannot be told; the options are classes of its school.
    Section {
        /// Line of `classes.csv`.
        line: u64,
        /// Its title.
        title: String,
        /// Name of the school.
        school: String,
    },
    /// A class of the timetable; the options are classes of the school.
    TimetableClass {
        /// Line of the first lesson that names it.
        line: u64,
        /// Its name.
        name: String,
    },
    /// A teacher of the timetable; the options are teachers of the school.
    TimetableTeacher {
        /// Line of the first lesson that names it.
        line: u64,
        /// Name.
        name: String,
    },
    /// Lessons of the timetable; the options are study groups of the class.
    TimetableLesson {
        /// Line of the first of them.
        line: u64,
        /// Subject.
        subject: String,
        /// Class.
        class: String,
        /// Part of the class, empty for the whole.
        part: String,
    },
    /// A login that somebody of another source has at the same school; the options say what to do.
    Login {
        /// Line of `users.csv`.
        line: u64,
        /// The login.
        login: String,
        /// Who has it in the file.
        name: String,
        /// Who has it already.
        other: String,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ImportOption {
    /// What a form sends back.
    pub key: String,
    /// What people call it: a class, a person, a study group. Of a login the one that would be
    /// given instead; empty for leaving the person out.
    pub name: String,
}

/// Decisions: key of the choice, key of the option. An empty option takes a decision back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImportChoices(pub BTreeMap<String, String>);

impl ImportChoices {
    /// No decision.
    pub const NONE: &'static ImportChoices = &ImportChoices(BTreeMap::new());
}
