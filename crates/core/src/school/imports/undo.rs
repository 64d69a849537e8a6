//! Taking an import back.

use super::check::importing;
use crate::{Core, Result, Who, import::UndoFault};
use model::{
    ImportId, Problem,
    views::{PastImport, UndoReport},
};

impl Core {
    /// An import of the own school.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for any other.
    pub async fn past_import(&self, who: &Who, id: ImportId) -> Result<PastImport> {
        let history = self.past_imports(who).await?;
        history
            .into_iter()
            .find(|import| import.record.id == id)
            .ok_or(Problem::NotFound)
    }

    /// Takes an import of the own school back.
    ///
    /// # Errors
    /// Says what is in the way.
    pub async fn undo_own_import(
        &self,
        who: &Who,
        id: ImportId,
    ) -> std::result::Result<UndoReport, UndoFault> {
        let import = self.past_import(who, id).await?;
        if !import.own {
            return Err(UndoFault::NotKept);
        }
        let by = importing(who, &import.record.file);
        self.undo_import(id, Some(&by)).await
    }
}
