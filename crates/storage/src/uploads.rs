use crate::Result;
use async_trait::async_trait;
use model::{OrgId, PersonId, UploadId, views::UploadState};

/// What an administrator dropped in the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Which; the driver's when it is inserted.
    pub id: UploadId,
    /// For which school.
    pub org: OrgId,
    /// Who.
    pub by: PersonId,
    /// Name at that time.
    pub by_name: String,
    /// When it arrived.
    pub at: i64,
    /// Its folder below «uploads»; empty once the files are gone.
    pub folder: String,
    /// What the files were called.
    pub file: String,
    /// How long they are.
    pub bytes: i64,
    /// How far it has come.
    pub state: UploadState,
    /// Since when.
    pub moved_at: i64,
    /// Decisions, JSON.
    pub choices: String,
    /// The preview or what was done, JSON; empty when there is none yet.
    pub report: String,
    /// Which state of the data the preview was made of ([`UploadRepository::data_basis`]).
    pub basis: String,
    /// The preview was made anew because the data had changed.
    pub stale: bool,
}

/// Uploads.
#[async_trait]
pub trait UploadRepository {
    /// Adds one.
    async fn insert_upload(&mut self, upload: &Upload) -> Result<UploadId>;
    /// One by its number.
    async fn upload(&mut self, id: UploadId) -> Result<Option<Upload>>;
    /// Those of all schools that are neither applied nor discarded, the newest first, without
    /// their reports.
    async fn open_uploads(&mut self) -> Result<Vec<Upload>>;
    /// Moves one on from a state: everything that may change becomes what `upload` says. `false`
    /// when it is in another state.
    async fn move_upload(&mut self, upload: &Upload, from: UploadState) -> Result<bool>;
    /// Forgets those that were applied or discarded before an instant.
    async fn purge_uploads(&mut self, before: i64) -> Result<()>;
    /// Changes whenever a school's data does, by an import or by hand.
    async fn data_basis(&mut self, org: OrgId) -> Result<String>;
}
