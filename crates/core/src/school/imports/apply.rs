//! Applying what was previewed.

use super::UploadJob;
use crate::{Core, Result, Who, broken};
use model::{
    Problem, UploadId,
    views::{UploadReport, UploadState},
};

/// How an application begins.
#[derive(Debug)]
pub enum Start {
    /// It does.
    Applying(UploadJob),
    /// It does not: the data has changed since the preview, which is being made anew.
    Again(UploadJob),
}

impl Start {
    /// The work either way.
    #[must_use]
    pub fn into_job(self) -> UploadJob {
        match self {
            Start::Applying(job) | Start::Again(job) => job,
        }
    }
}

impl Core {
    /// Begins to apply an upload, if its preview still holds.
    ///
    /// # Errors
    /// [`Problem::NotFound`] unless it is an upload of the own school with a preview.
    pub async fn apply_upload(&self, who: &Who, id: UploadId) -> Result<Start> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let mut upload = self.access_upload(db.as_mut(), who, id).await?;
        if upload.state != UploadState::Ready {
            return Err(Problem::NotFound);
        }
        let open = db.open_uploads().await.map_err(broken)?;
        let another = open
            .iter()
            .any(|one| one.org == upload.org && one.state == UploadState::Applying);
        let basis = db.data_basis(upload.org).await.map_err(broken)?;
        upload.stale = another || basis != upload.basis;
        upload.state = if upload.stale {
            UploadState::Checking
        } else {
            UploadState::Applying
        };
        upload.moved_at = self.clock.now();
        let job = self.job(who, upload.clone());
        if !db
            .move_upload(&upload, UploadState::Ready)
            .await
            .map_err(broken)?
        {
            return Err(Problem::NotFound);
        }
        db.save().await.map_err(broken)?;
        Ok(match upload.stale {
            true => Start::Again(job),
            false => Start::Applying(job),
        })
    }

    /// Puts an upload away; its files go.
    ///
    /// # Errors
    /// [`Problem::NotFound`] unless it is an unfinished upload of the own school.
    pub async fn discard_upload(&self, who: &Who, id: UploadId) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let mut upload = self.access_upload(db.as_mut(), who, id).await?;
        let from = upload.state;
        let at_work = from == UploadState::Applying && self.uploads.work(id).is_some();
        if from == UploadState::Applied || at_work {
            return Err(Problem::NotFound);
        }
        let folder = std::mem::take(&mut upload.folder);
        upload.state = UploadState::Discarded;
        upload.moved_at = self.clock.now();
        upload.report = String::new();
        db.move_upload(&upload, from).await.map_err(broken)?;
        db.save().await.map_err(broken)?;
        self.remove_files(&folder).await;
        Ok(())
    }

    pub(super) async fn run_apply(&self, job: UploadJob) -> Result<()> {
        let UploadJob {
            who,
            mut upload,
            working,
        } = job;
        let preview: UploadReport = serde_json::from_str(&upload.report).unwrap_or_default();
        let mut report = self.import_files(&who, &upload, &working, false).await?;
        report.skipped = preview.skipped;
        let mut folder = String::new();
        upload.state = if report.faults.list.is_empty() {
            folder = std::mem::take(&mut upload.folder);
            UploadState::Applied
        } else {
            UploadState::Refused
        };
        upload.moved_at = self.clock.now();
        upload.report = serde_json::to_string(&report).unwrap_or_default();
        let mut db = self.storage.write().await.map_err(broken)?;
        db.move_upload(&upload, UploadState::Applying)
            .await
            .map_err(broken)?;
        db.save().await.map_err(broken)?;
        if !folder.is_empty() {
            self.remove_files(&folder).await;
        }
        Ok(())
    }

    /// Removes the files of an upload. What cannot be removed now the upkeep tries again.
    pub(super) async fn remove_files(&self, folder: &str) {
        if folder.is_empty() {
            return;
        }
        let path = self.uploads.path(folder);
        if let Err(fault) = tokio::fs::remove_dir_all(&path).await
            && fault.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(cause = %fault, "the files of an upload could not be removed");
        }
    }
}
