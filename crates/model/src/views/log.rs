use super::{Day, Moment};
use crate::PersonId;
use serde::{Deserialize, Serialize};

/// What is looked for in the log, as it stands in the address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogQuery {
    /// Part of a name.
    #[serde(default)]
    pub q: String,
    /// Code of an action or of a group of actions; empty for all.
    #[serde(default)]
    pub action: String,
    /// First day, `YYYY-MM-DD`, or empty.
    #[serde(default)]
    pub from: String,
    /// Last day, the same.
    #[serde(default)]
    pub until: String,
    /// Who did it or to whom it was done.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Entries older than this number.
    #[serde(default)]
    pub before: Option<i64>,
}

impl LogQuery {
    /// Whether anything narrows the log.
    #[must_use]
    pub fn narrows(&self) -> bool {
        let said = [&self.q, &self.action, &self.from, &self.until];
        self.person.is_some() || said.iter().any(|text| !text.is_empty())
    }
}

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    /// Newest first.
    pub entries: Vec<LogEntry>,
    /// Where older entries begin, when there are any.
    pub older: Option<i64>,
    /// How many entries the whole log has.
    pub total: i64,
    /// The person looked for, when the log knows them.
    pub person: Option<String>,
    /// Whether nothing is missing or changed.
    pub chain: Chain,
    /// Today at the organisation.
    pub today: Day,
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// 1, 2, 3 ...
    pub number: i64,
    /// When, by the organisation's clock.
    pub at: Moment,
    /// Who did it; nobody is the machine.
    pub actor: Option<PersonId>,
    /// Name at that time.
    pub actor_name: String,
    /// Code of the action; a newer program may have written one that this one does not know.
    pub action: String,
    /// To whom.
    pub subject: Option<PersonId>,
    /// Name at that time, or empty.
    pub subject_name: String,
    /// More of it: key and value.
    pub detail: Vec<(String, String)>,
    /// Address of the request, or empty.
    pub address: String,
    /// Hexadecimal digits.
    pub hash: String,
}

/// Whether the entries of a log follow one from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Chain {
    /// There is no entry yet.
    Empty,
    /// All do.
    Whole {
        /// How many.
        entries: i64,
        /// The newest hash, hexadecimal digits.
        hash: String,
    },
    /// As far as it was looked at; the rest is checked by the next visits or on demand.
    Partly {
        /// Checked so far.
        checked: i64,
        /// How many there are.
        entries: i64,
    },
    /// This entry does not: it was changed, or something is missing before it.
    Broken {
        /// Its number.
        number: i64,
    },
}
