//! What the pages show.

use crate::{Core, Result, Who, broken};
use model::{
    UploadId,
    views::{
        Capped, ImportsPage, OpenUpload, PastImport, RosterReport, UploadPage, UploadProgress,
        UploadReport, UploadStep,
    },
};
use storage::Upload;

/// Lines of a list that a page shows unless it is asked for all of them.
const SHOWN: usize = 50;

impl Core {
    /// «Импорт»: unfinished uploads and the history.
    ///
    /// # Errors
    /// [`model::Problem::NotAllowed`] for everybody but the school's administrator.
    pub async fn imports_page(&self, who: &Who) -> Result<ImportsPage> {
        let school = self.access_school(who)?;
        let history = self.past_imports(who).await?;
        let mut db = self.storage.read().await.map_err(broken)?;
        let classes = db.classes_of(school.id, false).await.map_err(broken)?;
        let time = who.time();
        let open = db.open_uploads().await.map_err(broken)?;
        let open = open.into_iter().filter(|one| one.org == school.id);
        Ok(ImportsPage {
            first: history.is_empty() && classes.is_empty(),
            open: open
                .map(|upload| OpenUpload {
                    id: upload.id,
                    file: upload.file,
                    by: upload.by_name,
                    at: time.moment(upload.at),
                    state: upload.state,
                })
                .collect(),
            history,
            today: time.moment(self.clock.now()).day,
            megabytes: self.settings.upload_megabytes,
        })
    }

    pub(super) async fn past_imports(&self, who: &Who) -> Result<Vec<PastImport>> {
        let school = self.access_school(who)?;
        let time = who.time();
        let history = self.import_history(school.id).await?;
        Ok(history
            .into_iter()
            .map(|record| PastImport {
                at: time.moment(record.at),
                undone_at: record.undone.as_ref().map(|(at, _)| time.moment(*at)),
                own: record.org == Some(school.id),
                record,
            })
            .collect())
    }

    /// An upload of the own school. Of each list the beginning, and all that was kept of the one
    /// that `all` names.
    ///
    /// # Errors
    /// [`model::Problem::NotFound`] for any other.
    pub async fn upload_page(
        &self,
        who: &Who,
        id: UploadId,
        all: Option<&str>,
    ) -> Result<UploadPage> {
        let before = self.uploads.work(id);
        let upload = self.own_upload(who, id).await?;
        let mut report = report_of(&upload);
        if let Some(roster) = &mut report.roster {
            shorten(roster, all);
        }
        if let Some(week) = &mut report.timetable {
            cut(&mut week.notices, all == Some("week_notices"));
        }
        let time = who.time();
        Ok(UploadPage {
            id,
            progress: self.upload_progress_of(&upload, before),
            file: upload.file,
            bytes: u64::try_from(upload.bytes).unwrap_or(0),
            by: upload.by_name,
            at: time.moment(upload.at),
            today: time.moment(self.clock.now()).day,
            stale: upload.stale,
            report,
        })
    }

    /// How far an upload of the own school has come.
    ///
    /// # Errors
    /// [`model::Problem::NotFound`] for any other.
    pub async fn upload_progress(&self, who: &Who, id: UploadId) -> Result<UploadProgress> {
        let before = self.uploads.work(id);
        let upload = self.own_upload(who, id).await?;
        Ok(self.upload_progress_of(&upload, before))
    }

    /// Everything that came of an upload of the own school.
    ///
    /// # Errors
    /// [`model::Problem::NotFound`] for any other.
    pub async fn upload_report(&self, who: &Who, id: UploadId) -> Result<UploadReport> {
        Ok(report_of(&self.own_upload(who, id).await?))
    }

    async fn own_upload(&self, who: &Who, id: UploadId) -> Result<Upload> {
        let mut db = self.storage.read().await.map_err(broken)?;
        self.access_upload(db.as_mut(), who, id).await
    }

    /// The work on an upload is asked for before it is read and after: work that ends leaves its
    /// state first, work that begins comes before its state.
    fn upload_progress_of(
        &self,
        upload: &Upload,
        before: Option<(UploadStep, u8)>,
    ) -> UploadProgress {
        let work = self.uploads.work(upload.id).or(before);
        let work = work.filter(|_| upload.state.is_busy());
        UploadProgress {
            state: upload.state,
            step: work.map(|(step, _)| step),
            percent: work.map_or(0, |(_, percent)| percent),
        }
    }
}

fn report_of(upload: &Upload) -> UploadReport {
    serde_json::from_str(&upload.report).unwrap_or_default()
}

fn shorten(report: &mut RosterReport, all: Option<&str>) {
    let is = |name| all == Some(name);
    cut(&mut report.appears, is("appears"));
    cut(&mut report.leaves, is("leaves"));
    cut(&mut report.moves, is("moves"));
    cut(&mut report.changed, is("changed"));
    cut(&mut report.chats, is("chats"));
    cut(&mut report.memberships, is("memberships"));
    cut(&mut report.loses_access, is("loses"));
    cut(&mut report.by_hand, is("by_hand"));
    cut(&mut report.notices, is("notices"));
}

fn cut<T>(list: &mut Capped<T>, all: bool) {
    if !all {
        list.items.truncate(SHOWN);
    }
}
