//! The log outside the database: one JSON object a line, with everything that its hash is made
//! of (`docs/log.md`).

use crate::chained;
use model::{OrgId, PersonId};
use serde::{Deserialize, Serialize};
use storage::AuditEntry;

/// A line of an exported log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// Whose log.
    pub org: OrgId,
    /// 1, 2, 3 ...
    pub number: i64,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// Who did it; nobody is the machine.
    pub actor: Option<PersonId>,
    /// Name at that time.
    pub actor_name: String,
    /// Code of the action.
    pub action: String,
    /// To whom.
    pub subject: Option<PersonId>,
    /// Name at that time.
    pub subject_name: String,
    /// More of it, JSON in a text: to the letter as it was hashed.
    pub detail: String,
    /// Address of the request.
    pub address: String,
    /// Hash of the entry before, hexadecimal digits; empty for the first.
    pub before: String,
    /// Hash of this entry.
    pub hash: String,
}

impl LogLine {
    /// An entry that follows the hash `before`.
    #[must_use]
    pub fn of(before: &[u8], entry: AuditEntry) -> Self {
        Self {
            org: entry.org,
            number: entry.number,
            at: entry.at,
            actor: entry.actor,
            actor_name: entry.actor_name,
            action: entry.action,
            subject: entry.subject,
            subject_name: entry.subject_name,
            detail: entry.detail,
            address: entry.address,
            before: hex(before),
            hash: hex(&entry.hash),
        }
    }

    /// Whether the hash is that of the fields.
    #[must_use]
    pub fn holds(&self) -> bool {
        let Some(before) = bytes(&self.before) else {
            return false;
        };
        let entry = AuditEntry {
            org: self.org,
            number: self.number,
            at: self.at,
            actor: self.actor,
            actor_name: self.actor_name.clone(),
            action: self.action.clone(),
            subject: self.subject,
            subject_name: self.subject_name.clone(),
            detail: self.detail.clone(),
            address: self.address.clone(),
            hash: Vec::new(),
        };
        hex(&chained(&before, &entry)) == self.hash
    }
}

/// Where a log does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogBreak {
    /// The entry is not as it was written.
    Changed(i64),
    /// Entries between these two are missing, or the later one follows another log.
    Gap(i64, i64),
    /// The entry is of another organisation than those before it.
    Foreign(i64),
}

/// Checks lines one after another, each as it is read.
#[derive(Debug, Clone, Default)]
pub struct LogFile {
    last: Option<LogLine>,
    /// Entries that held.
    pub entries: i64,
    /// Places at which something was left out, in an export of a search.
    pub gaps: i64,
    part: bool,
}

impl LogFile {
    /// A whole log; with `part` the result of a search, which leaves entries out.
    #[must_use]
    pub fn new(part: bool) -> Self {
        Self {
            part,
            ..Self::default()
        }
    }

    /// The newest hash, hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> &str {
        self.last.as_ref().map_or("", |last| &last.hash)
    }

    /// Takes the next line.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn take(&mut self, line: LogLine) -> Result<(), LogBreak> {
        let (number, hash) = self
            .last
            .as_ref()
            .map_or((0, ""), |last| (last.number, last.hash.as_str()));
        if self.last.as_ref().is_some_and(|last| last.org != line.org) {
            return Err(LogBreak::Foreign(line.number));
        }
        let follows = line.number == number + 1 && line.before == hash;
        let left_out = self.part && line.number > number + 1;
        if !follows && !left_out {
            return Err(LogBreak::Gap(number, line.number));
        }
        if !line.holds() {
            return Err(LogBreak::Changed(line.number));
        }
        self.gaps += i64::from(!follows);
        self.entries += 1;
        self.last = Some(line);
        Ok(())
    }
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    if !hex.len().is_multiple_of(2) || !hex.is_ascii() {
        return None;
    }
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok())
        .collect()
}
