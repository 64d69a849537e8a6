//! What time alone does to uploads.

use crate::{Core, Result, broken};
use model::views::UploadState;
use std::collections::BTreeSet;

/// How long an upload that nobody finishes lies there: it holds everybody's data.
const UNFINISHED: i64 = 86_400_000;

/// How long it is known what came of one.
const FINISHED: i64 = 30 * 86_400_000;

impl Core {
    /// Puts away uploads that nobody finished, forgets old ones, and removes files that belong to
    /// none: their upload broke off with the server.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(crate) async fn sweep_uploads(&self) -> Result<()> {
        let now = self.clock.now();
        let mut db = self.storage.write().await.map_err(broken)?;
        let mut live = BTreeSet::new();
        for mut upload in db.open_uploads().await.map_err(broken)? {
            let old = upload.moved_at < now - UNFINISHED;
            if old && self.uploads.work(upload.id).is_none() {
                let from = upload.state;
                upload.state = UploadState::Discarded;
                upload.folder = String::new();
                upload.moved_at = now;
                db.move_upload(&upload, from).await.map_err(broken)?;
            } else {
                live.insert(upload.folder);
            }
        }
        db.purge_uploads(now - FINISHED).await.map_err(broken)?;
        db.save().await.map_err(broken)?;
        let Ok(mut entries) = tokio::fs::read_dir(self.uploads.root()).await else {
            // Nothing was ever uploaded.
            return Ok(());
        };
        while let Ok(Some(entry)) = entries.next_entry().await {
            let name = entry.file_name().to_string_lossy().into_owned();
            // One that arrived after the question above is asked for again.
            if !live.contains(&name)
                && !self.uploads.is_arriving(&name)
                && !self.is_kept(&name).await?
            {
                self.remove_files(&name).await;
            }
        }
        Ok(())
    }

    async fn is_kept(&self, folder: &str) -> Result<bool> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let open = db.open_uploads().await.map_err(broken)?;
        Ok(open.iter().any(|upload| upload.folder == folder))
    }
}
