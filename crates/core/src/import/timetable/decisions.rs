//! What somebody has decided where names leave it open.

use model::{
    OrgId,
    views::{Ambiguity, ImportChoice, ImportOption},
};
use std::collections::BTreeMap;

/// Decisions made, and those to be made.
pub(super) struct Decisions {
    /// Whose: schools of one source name their classes alike, and each answers for itself.
    org: OrgId,
    chosen: BTreeMap<String, String>,
    asked: BTreeMap<String, ImportChoice>,
}

impl Decisions {
    pub(super) fn new(org: OrgId, chosen: BTreeMap<String, String>) -> Self {
        Self {
            org,
            chosen,
            asked: BTreeMap::new(),
        }
    }

    /// The option that was chosen. Asked once, however many lessons need the answer.
    pub(super) fn decide(
        &mut self,
        key: &str,
        what: Ambiguity,
        mut options: Vec<ImportOption>,
    ) -> Option<String> {
        if options.is_empty() {
            return None;
        }
        let key = format!("{}:{key}", self.org);
        let chosen = self.chosen.get(&key);
        let chosen = chosen.filter(|id| options.iter().any(|option| option.key == **id));
        let chosen = chosen.cloned();
        options.sort_by(|a, b| (&a.name, &a.key).cmp(&(&b.name, &b.key)));
        self.asked.entry(key.clone()).or_insert(ImportChoice {
            key,
            what,
            options,
            chosen: chosen.clone(),
        });
        chosen
    }

    /// Everything that was asked, in the order of the file.
    pub(super) fn finish(self) -> Vec<ImportChoice> {
        let mut asked: Vec<ImportChoice> = self.asked.into_values().collect();
        asked.sort_by_key(|choice| match choice.what {
            Ambiguity::Section { line, .. }
            | Ambiguity::TimetableClass { line, .. }
            | Ambiguity::TimetableTeacher { line, .. }
            | Ambiguity::TimetableLesson { line, .. }
            | Ambiguity::Login { line, .. } => line,
        });
        asked
    }
}
