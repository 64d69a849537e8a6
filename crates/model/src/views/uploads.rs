//! Importing in the browser: what was dropped, how far it has come, what it would change.

use super::{Day, ImportFaults, ImportRecord, Moment, RosterReport, TimetableReport};
use crate::UploadId;
use serde::{Deserialize, Serialize};

/// How far an upload has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadState {
    /// Its preview is being made.
    Checking,
    /// There is a preview, and it can be applied.
    Ready,
    /// The files have faults.
    Refused,
    /// It is being applied.
    Applying,
    /// It was applied.
    Applied,
    /// It was put away, by hand or by time.
    Discarded,
}

impl UploadState {
    /// Every state.
    pub const ALL: [UploadState; 6] = [
        UploadState::Checking,
        UploadState::Ready,
        UploadState::Refused,
        UploadState::Applying,
        UploadState::Applied,
        UploadState::Discarded,
    ];

    /// What is kept.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            UploadState::Checking => "checking",
            UploadState::Ready => "ready",
            UploadState::Refused => "refused",
            UploadState::Applying => "applying",
            UploadState::Applied => "applied",
            UploadState::Discarded => "discarded",
        }
    }

    /// The state of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the server is at work on it.
    #[must_use]
    pub fn is_busy(self) -> bool {
        matches!(self, UploadState::Checking | UploadState::Applying)
    }
}

/// What the server is doing with an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadStep {
    /// Waiting for its turn.
    Waiting,
    /// Reading the files.
    Reading,
    /// Comparing them with what is kept.
    Comparing,
    /// Securing new passwords.
    Hashing,
    /// Writing.
    Writing,
    /// Bringing the chats up to date.
    Chats,
}

/// How far an upload has come, for a page that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadProgress {
    /// State.
    pub state: UploadState,
    /// What is being done; `None` when nothing is, also where something should be: the server
    /// was restarted or failed meanwhile.
    pub step: Option<UploadStep>,
    /// 0..=100, never less than before.
    pub percent: u8,
}

impl UploadProgress {
    /// The server should be at work on it and is not.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.state.is_busy() && self.step.is_none()
    }
}

/// What came of checking an upload, or of applying it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UploadReport {
    /// People, classes, teaching loads; `None` when none were uploaded.
    pub roster: Option<RosterReport>,
    /// The week; `None` when none was uploaded.
    pub timetable: Option<TimetableReport>,
    /// Why nothing can be applied.
    pub faults: ImportFaults,
    /// Files that were uploaded and are neither.
    pub skipped: Vec<String>,
}

impl UploadReport {
    /// Whether it would change nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.roster.as_ref().is_none_or(RosterReport::is_empty)
            && self
                .timetable
                .as_ref()
                .is_none_or(TimetableReport::is_empty)
    }

    /// What can be decided.
    #[must_use]
    pub fn choices(&self) -> Vec<&super::ImportChoice> {
        let roster = self.roster.iter().flat_map(|report| &report.choices);
        let week = self.timetable.iter().flat_map(|report| &report.choices);
        roster.chain(week).collect()
    }
}

/// An upload, for its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadPage {
    /// Which.
    pub id: UploadId,
    /// What the files are called.
    pub file: String,
    /// How long they are.
    pub bytes: u64,
    /// Who uploaded them.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Today at the school.
    pub today: Day,
    /// How far it has come.
    pub progress: UploadProgress,
    /// The preview was made anew because the data had changed.
    pub stale: bool,
    /// What came of it. Lists are as long as the page shows them; totals are exact.
    pub report: UploadReport,
}

/// An unfinished upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenUpload {
    /// Which.
    pub id: UploadId,
    /// What the files are called.
    pub file: String,
    /// Who uploaded them.
    pub by: String,
    /// When.
    pub at: Moment,
    /// How far it has come.
    pub state: UploadState,
}

/// An import of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastImport {
    /// It.
    pub record: ImportRecord,
    /// When.
    pub at: Moment,
    /// When it was taken back.
    pub undone_at: Option<Moment>,
    /// It was for this school alone, so that its administrator may take it back.
    pub own: bool,
}

impl PastImport {
    /// Whether it is offered to take it back.
    #[must_use]
    pub fn may_undo(&self) -> bool {
        self.own && self.record.may_undo
    }
}

/// «Импорт»
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportsPage {
    /// The school has no data yet.
    pub first: bool,
    /// Unfinished uploads, the newest first.
    pub open: Vec<OpenUpload>,
    /// Imports that were applied, the newest first.
    pub history: Vec<PastImport>,
    /// Today at the school.
    pub today: Day,
    /// What one upload may weigh.
    pub megabytes: u32,
}
