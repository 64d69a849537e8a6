//! Imports that were applied.

use crate::{Core, broken};
use model::{
    OrgId, Problem,
    views::{ImportFigures, ImportKind, ImportRecord},
};
use std::collections::BTreeSet;
use storage::KeptImport;

impl Core {
    /// Imports that concern an organisation, the latest first: those of its own and those of all of
    /// the source that its data comes from.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn import_history(
        &self,
        org: OrgId,
    ) -> std::result::Result<Vec<ImportRecord>, Problem> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let kept = db.imports_of(org).await.map_err(broken)?;
        let mut later = BTreeSet::new();
        Ok(kept
            .into_iter()
            .map(|import| {
                let timetable = import.kind == "timetable";
                let last = import.undone_at.is_some() || later.insert(timetable);
                record(&import, last)
            })
            .collect())
    }
}

fn record(import: &KeptImport, last: bool) -> ImportRecord {
    ImportRecord {
        id: import.id,
        kind: if import.kind == "timetable" {
            ImportKind::Timetable
        } else {
            ImportKind::Roster
        },
        at: import.at,
        by: import.by_name.clone(),
        file: import.file.clone(),
        org: import.org,
        // Summaries of earlier versions say less; what they do not say is nothing.
        figures: serde_json::from_str::<ImportFigures>(&import.summary).unwrap_or_default(),
        undone: import.undone_at.map(|at| (at, import.undone_by.clone())),
        may_undo: last && import.revertible && import.undone_at.is_none(),
    }
}
