//! Importing in the browser: files arrive, are checked by a dry run, previewed, applied or put
//! away; what was applied has a history and can be taken back.
//!
//! The files lie in a folder of their own beside the database; what is known of them in the table
//! `upload`. Checking and applying take their time: the use cases that begin them hand out an
//! [`UploadJob`], which the server runs on the side.

mod apply;
mod arrive;
mod check;
mod page;
mod sweep;
mod undo;
mod uploads;

pub use apply::Start;
pub use arrive::Incoming;
pub use check::UploadJob;
pub use uploads::Uploads;

use crate::{Core, Result, Who, broken};
use model::{Problem, UploadId, views::UploadState};
use storage::{Repository, Upload};

impl Core {
    /// An upload of the own school, for its administrator.
    async fn access_upload(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: UploadId,
    ) -> Result<Upload> {
        let school = self.access_school(who)?;
        let upload = db.upload(id).await.map_err(broken)?;
        upload
            .filter(|upload| upload.org == school.id && upload.state != UploadState::Discarded)
            .ok_or(Problem::NotFound)
    }
}
