//! Checking what was uploaded: a dry run of both imports.

use super::{
    arrive::{FOLDER, TIMETABLE, ZIP},
    uploads::Working,
};
use crate::{
    Core, Result, Who, broken,
    import::{How, ImportFault},
};
use asc_timetables::Timetable;
use model::{
    OrgId, Problem, UploadId,
    views::{
        FaultReason, ImportBy, ImportChoices, ImportFaultRow, ImportFaults, TimetableReport,
        UploadReport, UploadState,
    },
};
use std::path::PathBuf;
use storage::Upload;

/// Work that somebody may have done with an upload, begun by a use case and run on the side.
#[derive(Debug)]
pub struct UploadJob {
    pub(super) who: Who,
    pub(super) upload: Upload,
    pub(super) working: Working,
}

impl UploadJob {
    /// Of which upload.
    #[must_use]
    pub fn id(&self) -> UploadId {
        self.upload.id
    }
}

/// The parts of an upload.
pub(super) struct Files {
    pub(super) roster: Option<PathBuf>,
    pub(super) timetable: Option<PathBuf>,
}

impl Core {
    pub(super) fn job(&self, who: &Who, upload: Upload) -> UploadJob {
        UploadJob {
            who: who.clone(),
            working: self.uploads.begin(upload.id),
            upload,
        }
    }

    /// Does what a job says. What comes of it is on the upload's page; a failure of the database
    /// leaves the upload as it is, to be checked again.
    pub async fn run_upload(&self, job: UploadJob) {
        let id = job.upload.id;
        let done = match job.upload.state {
            UploadState::Applying => self.run_apply(job).await,
            _ => self.run_check(job).await,
        };
        if let Err(problem) = done {
            tracing::error!(%id, %problem, "an upload could not be worked on");
        }
    }

    /// Makes the preview anew: after a choice, or where the server was interrupted.
    ///
    /// # Errors
    /// [`Problem::NotFound`] unless it is an unfinished upload of the own school.
    pub async fn check_again(
        &self,
        who: &Who,
        id: UploadId,
        choices: Option<ImportChoices>,
    ) -> Result<Option<UploadJob>> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let mut upload = self.access_upload(db.as_mut(), who, id).await?;
        let from = upload.state;
        if from == UploadState::Applied {
            return Err(Problem::NotFound);
        }
        if from.is_busy() && self.uploads.work(id).is_some() {
            // It is being made already.
            return Ok(None);
        }
        if let Some(choices) = choices {
            let mut all: ImportChoices = serde_json::from_str(&upload.choices).unwrap_or_default();
            all.0.extend(choices.0);
            upload.choices = serde_json::to_string(&all).unwrap_or_default();
        }
        upload.state = UploadState::Checking;
        upload.moved_at = self.clock.now();
        upload.stale = false;
        // Before anybody can see it checking without work.
        let job = self.job(who, upload.clone());
        if !db.move_upload(&upload, from).await.map_err(broken)? {
            return Ok(None);
        }
        db.save().await.map_err(broken)?;
        Ok(Some(job))
    }

    async fn run_check(&self, job: UploadJob) -> Result<()> {
        let UploadJob {
            who,
            mut upload,
            working,
        } = job;
        let mut db = self.storage.read().await.map_err(broken)?;
        // Before the check: a change while it runs makes it out of date.
        upload.basis = db.data_basis(upload.org).await.map_err(broken)?;
        drop(db);
        let mut report: UploadReport = serde_json::from_str(&upload.report).unwrap_or_default();
        let skipped = std::mem::take(&mut report.skipped);
        report = self.import_files(&who, &upload, &working, true).await?;
        report.skipped = skipped;
        upload.state = if report.faults.list.is_empty() {
            UploadState::Ready
        } else {
            UploadState::Refused
        };
        upload.moved_at = self.clock.now();
        upload.report = serde_json::to_string(&report).unwrap_or_default();
        let mut db = self.storage.write().await.map_err(broken)?;
        db.move_upload(&upload, UploadState::Checking)
            .await
            .map_err(broken)?;
        db.save().await.map_err(broken)
    }

    /// Runs the imports, both in one transaction. What has faults changes nothing.
    pub(super) async fn import_files(
        &self,
        who: &Who,
        upload: &Upload,
        working: &Working,
        dry_run: bool,
    ) -> Result<UploadReport> {
        let choices: ImportChoices = serde_json::from_str(&upload.choices).unwrap_or_default();
        let files = self.files(upload).await;
        let by = importing(who, &upload.file);
        let bytes = u64::try_from(upload.bytes).unwrap_or(0);
        let how = How {
            dry_run,
            only: Some(upload.org),
            by: Some(&by),
            choices: &choices,
            progress: &|progress| working.tell(&progress, bytes),
        };
        let mut report = UploadReport::default();
        let week = match files.timetable {
            Some(path) => match of_import(read_week(path).await)? {
                Ok(week) => Some(week),
                Err(mut faults) => {
                    // A timetable is one file, whose name its own reader does not know.
                    let name = upload.file.rsplit(", ").next().unwrap_or_default();
                    for fault in &mut faults.list {
                        name.clone_into(&mut fault.file);
                    }
                    report.faults = faults;
                    None
                }
            },
            None => None,
        };
        let done = match (&files.roster, &week) {
            (Some(path), Some(week)) => {
                let done = self.import_school(path, week, how).await;
                done.map(|(roster, week)| (Some(roster), Some(week)))
            }
            // Also beside a week with faults: all that is wrong is said at once.
            (Some(path), None) => {
                let dry_run = dry_run || !report.faults.list.is_empty();
                let done = self.import_roster(path, How { dry_run, ..how }).await;
                done.map(|roster| (Some(roster), None))
            }
            (None, Some(week)) => {
                let done = self.import_week(upload.org, week, how).await;
                done.map(|week| (None, Some(week)))
            }
            (None, None) => Ok((None, None)),
        };
        match of_import(done)? {
            Ok((roster, week)) => (report.roster, report.timetable) = (roster, week),
            Err(mut faults) => {
                faults.list.append(&mut report.faults.list);
                report.faults = faults;
            }
        }
        Ok(report)
    }

    async fn import_week(
        &self,
        org: OrgId,
        week: &Timetable,
        how: How<'_>,
    ) -> std::result::Result<TimetableReport, ImportFault> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let school = db.org(org).await.map_err(broken)?;
        let school = school.ok_or(Problem::NotFound)?;
        drop(db);
        self.import_timetable(week, &school.external_id, how).await
    }

    pub(super) async fn files(&self, upload: &Upload) -> Files {
        let folder = self.uploads.path(&upload.folder);
        let there = async |path: PathBuf| {
            let found = tokio::fs::try_exists(&path).await;
            found.unwrap_or(false).then_some(path)
        };
        let zip = there(folder.join(ZIP)).await;
        let roster = match zip {
            Some(zip) => Some(zip),
            None => {
                let files = folder.join(FOLDER);
                let first = match tokio::fs::read_dir(&files).await {
                    Ok(mut entries) => entries.next_entry().await.ok().flatten(),
                    Err(_) => None,
                };
                first.map(|_| files)
            }
        };
        Files {
            roster,
            timetable: there(folder.join(TIMETABLE)).await,
        }
    }
}

/// Somebody who imports a file or takes it back.
pub(super) fn importing(who: &Who, file: &str) -> ImportBy {
    ImportBy {
        person: who.id(),
        name: who.person.name.full(),
        address: who.session.address.clone(),
        file: file.to_owned(),
    }
}

/// Reads a timetable; a large one takes its time.
async fn read_week(path: PathBuf) -> std::result::Result<Timetable, ImportFault> {
    let read = tokio::task::spawn_blocking(move || {
        let bytes = std::fs::read(&path).map_err(super::arrive::unwritable)?;
        asc_timetables::read(&bytes, &asc_timetables::Limits::default()).map_err(ImportFault::from)
    });
    read.await.map_err(|_| Problem::Unavailable)?
}

/// Faults of the files apart from failures of the server.
fn of_import<T>(
    done: std::result::Result<T, ImportFault>,
) -> Result<std::result::Result<T, ImportFaults>> {
    match done {
        Ok(report) => Ok(Ok(report)),
        Err(ImportFault::Refused(faults)) => Ok(Err(faults)),
        Err(ImportFault::School(own)) => Ok(Err(ImportFaults {
            list: vec![ImportFaultRow {
                file: String::new(),
                line: 0,
                element: String::new(),
                column: String::new(),
                value: String::new(),
                reason: FaultReason::SchoolMissing {
                    own: own.join(", "),
                },
            }],
            truncated: false,
        })),
        Err(ImportFault::Problem(problem)) => Err(problem),
    }
}
