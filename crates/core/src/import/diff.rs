//! What differs between two rosters.

use std::collections::{BTreeMap, BTreeSet};
use storage::Roster;

/// Ids of one table to be written, and to be removed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// New or different.
    pub put: Vec<String>,
    /// Gone.
    pub removed: Vec<String>,
}

/// The difference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Changes {
    pub orgs: Table,
    pub terms: Table,
    pub subjects: Table,
    pub people: Table,
    pub roles: Table,
    pub classes: Table,
    pub enrolments: Table,
    pub guardians_put: Vec<(String, String)>,
    pub guardians_removed: Vec<(String, String)>,
}

impl Changes {
    /// What must be done to `before` to make it `after`. Pure.
    #[must_use]
    pub fn between(before: &Roster, after: &Roster) -> Self {
        let difference = |a: &BTreeSet<(String, String)>, b: &BTreeSet<(String, String)>| {
            a.difference(b).cloned().collect()
        };
        Self {
            orgs: table(&before.orgs, &after.orgs),
            terms: table(&before.terms, &after.terms),
            subjects: table(&before.subjects, &after.subjects),
            people: table(&before.people, &after.people),
            roles: table(&before.roles, &after.roles),
            classes: table(&before.classes, &after.classes),
            enrolments: table(&before.enrolments, &after.enrolments),
            guardians_put: difference(&after.guardianships, &before.guardianships),
            guardians_removed: difference(&before.guardianships, &after.guardianships),
        }
    }

    /// Rows to be written and to be removed.
    #[must_use]
    pub fn rows(&self) -> (usize, usize) {
        let tables = [
            &self.orgs,
            &self.terms,
            &self.subjects,
            &self.people,
            &self.roles,
            &self.classes,
            &self.enrolments,
        ];
        (
            tables.iter().map(|table| table.put.len()).sum::<usize>() + self.guardians_put.len(),
            tables
                .iter()
                .map(|table| table.removed.len())
                .sum::<usize>()
                + self.guardians_removed.len(),
        )
    }
}

fn table<V: PartialEq>(before: &BTreeMap<String, V>, after: &BTreeMap<String, V>) -> Table {
    Table {
        put: after
            .iter()
            .filter(|(id, value)| before.get(*id) != Some(*value))
            .map(|(id, _)| id.clone())
            .collect(),
        removed: before
            .keys()
            .filter(|id| !after.contains_key(*id))
            .cloned()
            .collect(),
    }
}
