//! Imports in the logs of the schools that they are for, within their transaction.

use super::How;
use crate::{Actor, Core, Deed, Result, broken};
use model::{
    Action, ImportId, OrgId, SourceId,
    views::{ImportBy, ImportFigures},
};
use serde_json::{Value, json};
use storage::{KeptImport, Repository, RightChanged};

/// Who imports where nobody is signed in.
const COMMAND_LINE: &str = "zvonok import";

impl Core {
    /// Notes an import: in the log of its school, or of every school that its source tells of.
    pub(super) async fn note_import(
        &self,
        db: &mut dyn Repository,
        how: How<'_>,
        source: SourceId,
        import: ImportId,
        figures: &ImportFigures,
    ) -> Result<()> {
        let file = how.by.map(|by| by.file.as_str());
        let detail = json!({ "import": import, "file": file, "figures": figures });
        self.note_in_logs(db, how.by, (how.only, source), Action::Imported, &detail)
            .await
    }

    /// The same for one that is taken back.
    pub(super) async fn note_undo(
        &self,
        db: &mut dyn Repository,
        by: Option<&ImportBy>,
        import: &KeptImport,
        source: SourceId,
    ) -> Result<()> {
        let file = by.map(|by| by.file.as_str());
        let detail = json!({ "import": import.id, "file": file });
        self.note_in_logs(db, by, (import.org, source), Action::ImportUndone, &detail)
            .await
    }

    /// Notes who got or lost rights over others by an import, or by taking it back.
    pub(super) async fn note_rights(
        &self,
        db: &mut dyn Repository,
        by: Option<&ImportBy>,
        rights: &[RightChanged],
        back: bool,
    ) -> Result<()> {
        for right in rights {
            // Taking back the first import of a school may take the school away, too.
            if db.org(right.org).await.map_err(broken)?.is_none() {
                continue;
            }
            let subject = db.person(right.person).await.map_err(broken)?;
            let deed = Deed {
                org: right.org,
                actor: by.map_or(Actor::Machine(COMMAND_LINE), Actor::Importing),
                action: Action::RoleChanged,
                subject: subject.as_ref(),
                detail: json!({
                    "role": right.role.code(),
                    "given": right.given != back,
                    "by": "import",
                }),
            };
            self.note(db, deed).await?;
        }
        Ok(())
    }

    async fn note_in_logs(
        &self,
        db: &mut dyn Repository,
        by: Option<&ImportBy>,
        (org, source): (Option<OrgId>, SourceId),
        action: Action,
        detail: &Value,
    ) -> Result<()> {
        let orgs = match org {
            Some(org) => vec![org],
            None => {
                let all = db.orgs().await.map_err(broken)?;
                let told = all.iter().filter(|o| o.source == source && !o.authority);
                told.map(|org| org.id).collect()
            }
        };
        for org in orgs {
            let actor = by.map_or(Actor::Machine(COMMAND_LINE), Actor::Importing);
            let deed = Deed {
                org,
                actor,
                action,
                subject: None,
                detail: detail.clone(),
            };
            self.note(db, deed).await?;
        }
        Ok(())
    }
}
