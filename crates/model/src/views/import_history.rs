//! Imports that were applied, and taking one back.

use super::{Capped, MembershipChange};
use crate::{ImportId, OrgId, PersonId};
use serde::{Deserialize, Serialize};

/// What was imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// People, classes, teaching loads.
    Roster,
    /// The week.
    Timetable,
}

/// Figures of an import, as they were when it was applied.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportFigures {
    /// People who appeared.
    pub appears: u64,
    /// People who left.
    pub leaves: u64,
    /// Pupils in another class.
    pub moves: u64,
    /// People whose data changed.
    pub changed: u64,
    /// Rows written and removed.
    pub rows: (u64, u64),
    /// Memberships that changed.
    pub memberships: u64,
    /// Lessons that appeared.
    pub added: u64,
    /// Lessons that went.
    pub removed: u64,
}

/// An import that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// Which.
    pub id: ImportId,
    /// Of what.
    pub kind: ImportKind,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Name of who did it; `None` for the command line.
    pub by: Option<String>,
    /// Name of the file, empty when it is not known.
    pub file: String,
    /// The one school that it was for; `None` for all of the source.
    pub org: Option<OrgId>,
    /// What it did.
    pub figures: ImportFigures,
    /// When it was undone, and by whom.
    pub undone: Option<(i64, Option<String>)>,
    /// Whether it is the last of its kind, kept what it needs, and was not undone. Something may
    /// still be in the way, which only [`UndoFault`] says.
    pub may_undo: bool,
}

/// Who does an import or takes one back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportBy {
    /// Who.
    pub person: PersonId,
    /// Under which name.
    pub name: String,
    /// From which address.
    pub address: String,
    /// Name of the uploaded file, as its owner called it.
    pub file: String,
}

/// What taking an import back did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UndoReport {
    /// People who are gone again.
    pub gone: u64,
    /// People who are back.
    pub back: u64,
    /// Rows of all tables that are as they were.
    pub rows: u64,
    /// Memberships that change.
    pub memberships: Capped<MembershipChange>,
}

/// What stands in the way of taking an import back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum InTheWay {
    /// A later import of the same data.
    LaterImport {
        /// Which.
        import: ImportId,
        /// When.
        at: i64,
        /// Its file.
        file: String,
    },
    /// A later change by hand to somebody the import touched.
    HandChange {
        /// Whose.
        name: String,
        /// When.
        at: i64,
    },
    /// People who came with the import and have linked their learning profile since.
    Linked {
        /// Their names.
        people: Capped<String>,
    },
    /// People who came with the import and have signed in since.
    SignedIn {
        /// Their names.
        people: Capped<String>,
    },
    /// A chat that came with the import and in which people have written.
    Messages {
        /// Its name.
        chat: String,
        /// How many messages.
        count: u64,
    },
}
