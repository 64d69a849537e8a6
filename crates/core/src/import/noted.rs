//! Imports in the log of the school.

use crate::{Actor, Core, Deed, Result};
use model::{
    Action, ImportId, OrgId,
    views::{ImportBy, ImportFigures},
};
use serde_json::json;
use storage::Repository;

impl Core {
    /// Notes an import in the log of the school that it is for, within its transaction. One from
    /// the command line is for no single school, and noted in none.
    pub(super) async fn note_import(
        &self,
        db: &mut dyn Repository,
        by: Option<&ImportBy>,
        org: Option<OrgId>,
        import: ImportId,
        figures: &ImportFigures,
    ) -> Result<()> {
        let (Some(by), Some(org)) = (by, org) else {
            return Ok(());
        };
        let deed = Deed {
            org,
            actor: Actor::Importing(by),
            action: Action::Imported,
            subject: None,
            detail: json!({ "import": import, "file": by.file, "figures": figures }),
        };
        self.note(db, deed).await
    }

    /// The same for one that is taken back.
    pub(super) async fn note_undo(
        &self,
        db: &mut dyn Repository,
        by: Option<&ImportBy>,
        org: Option<OrgId>,
        import: ImportId,
    ) -> Result<()> {
        let (Some(by), Some(org)) = (by, org) else {
            return Ok(());
        };
        let deed = Deed {
            org,
            actor: Actor::Importing(by),
            action: Action::ImportUndone,
            subject: None,
            detail: json!({ "import": import, "file": by.file }),
        };
        self.note(db, deed).await
    }
}
