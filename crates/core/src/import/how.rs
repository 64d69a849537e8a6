//! How an import is to be done.

use model::{
    OrgId,
    views::{ImportBy, ImportChoices, ImportProgress},
};

/// How an import is to be done. [`How::default`] applies everything in the file, as the command
/// line does.
#[derive(Clone, Copy)]
pub struct How<'a> {
    /// Do all of it and keep nothing.
    pub dry_run: bool,
    /// The one school that it is for: another school in the file is a fault, and rows of other
    /// schools are not touched. `None` for everything in the file.
    pub only: Option<OrgId>,
    /// Who does it and what the file is called; `None` for the command line.
    pub by: Option<&'a ImportBy>,
    /// What was decided where the data leaves it open. An import that is applied remembers it.
    pub choices: &'a ImportChoices,
    /// Told now and then how far it has come.
    pub progress: &'a (dyn Fn(ImportProgress) + Send + Sync),
}

impl Default for How<'_> {
    fn default() -> Self {
        Self {
            dry_run: false,
            only: None,
            by: None,
            choices: ImportChoices::NONE,
            progress: &|_| {},
        }
    }
}

impl How<'_> {
    /// The same, keeping nothing.
    #[must_use]
    pub fn dry() -> Self {
        Self {
            dry_run: true,
            ..Self::default()
        }
    }
}
