//! Files on their way in.

use super::{UploadJob, Uploads};
use crate::{Core, Result, Who, broken};
use model::{
    Problem, UploadId,
    views::{ImportChoices, UploadReport, UploadState},
};
use std::path::PathBuf;
use storage::Upload;

/// Unfinished uploads that a school may have.
const MOST: usize = 5;

/// Files of one upload; OneRoster has about thirty.
const MOST_FILES: usize = 64;

/// Characters of a name that people see.
const LONGEST_NAME: usize = 60;

/// Where a package of CSV files lies within an upload.
pub(super) const FOLDER: &str = "roster";

/// Where a zip lies.
pub(super) const ZIP: &str = "roster.zip";

/// Where a timetable lies.
pub(super) const TIMETABLE: &str = "timetable.xml";

/// An upload on its way in. What has arrived is removed again unless it is kept.
#[derive(Debug)]
pub struct Incoming {
    uploads: Uploads,
    name: String,
    limit: u64,
    bytes: u64,
    files: usize,
    /// Folder that the sheets come from, when the browser says so.
    from: String,
    zip: Option<String>,
    csv: Vec<String>,
    timetable: Option<String>,
    skipped: Vec<String>,
    mixed: bool,
    kept: bool,
}

impl Core {
    /// Makes room for an upload of the own school.
    ///
    /// # Errors
    /// [`Problem::TooManyUploads`] when several are unfinished.
    pub async fn begin_upload(&self, who: &Who) -> Result<Incoming> {
        let school = self.access_school(who)?;
        let mut db = self.storage.read().await.map_err(broken)?;
        let open = db.open_uploads().await.map_err(broken)?;
        let open = open.iter().filter(|one| one.org == school.id).count();
        let name = self.chance.secret();
        if !self
            .uploads
            .arrive(&name, school.id, MOST.saturating_sub(open))
        {
            return Err(Problem::TooManyUploads);
        }
        // From here on whatever is made goes with it.
        let incoming = Incoming {
            uploads: self.uploads.clone(),
            name,
            limit: u64::from(self.settings.upload_megabytes) * 1_000_000,
            bytes: 0,
            files: 0,
            from: String::new(),
            zip: None,
            csv: Vec::new(),
            timetable: None,
            skipped: Vec::new(),
            mixed: false,
            kept: false,
        };
        let folder = incoming.uploads.path(&incoming.name).join(FOLDER);
        tokio::fs::create_dir_all(folder)
            .await
            .map_err(unwritable)?;
        Ok(incoming)
    }

    /// Keeps what has arrived; its check is the job that comes back.
    ///
    /// # Errors
    /// [`Problem::UploadEmpty`], [`Problem::UploadMixed`] or [`Problem::UploadTooLarge`] for what
    /// cannot be an import.
    pub async fn keep_upload(&self, who: &Who, mut incoming: Incoming) -> Result<UploadJob> {
        let school = self.access_school(who)?;
        incoming.check()?;
        let now = self.clock.now();
        let report = UploadReport {
            skipped: std::mem::take(&mut incoming.skipped),
            ..UploadReport::default()
        };
        let mut db = self.storage.write().await.map_err(broken)?;
        let mut upload = Upload {
            id: UploadId(0),
            org: school.id,
            by: who.id(),
            by_name: who.person.name.full(),
            at: now,
            folder: incoming.name.clone(),
            file: incoming.told(),
            bytes: i64::try_from(incoming.bytes).unwrap_or(i64::MAX),
            state: UploadState::Checking,
            moved_at: now,
            choices: serde_json::to_string(ImportChoices::NONE).unwrap_or_default(),
            report: serde_json::to_string(&report).unwrap_or_default(),
            basis: String::new(),
            stale: false,
        };
        upload.id = db.insert_upload(&upload).await.map_err(broken)?;
        db.save().await.map_err(broken)?;
        incoming.kept = true;
        Ok(self.job(who, upload))
    }
}

impl Incoming {
    /// Where a file of this name is to be written; `None` for one that is not wanted. Of a path
    /// only the last part counts, and of that only plain letters.
    pub fn place(&mut self, name: &str) -> Option<PathBuf> {
        let base = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
        let ending = base.rsplit('.').next().unwrap_or_default().to_lowercase();
        let folder = self.uploads.path(&self.name);
        if base.starts_with('.') || base.is_empty() {
            // What file managers leave behind.
            return None;
        }
        if self.files >= MOST_FILES {
            self.mixed = true;
            return None;
        }
        let place = match ending.as_str() {
            "zip" if self.zip.is_none() => {
                self.zip = Some(base.to_owned());
                folder.join(ZIP)
            }
            "xml" if self.timetable.is_none() => {
                self.timetable = Some(base.to_owned());
                folder.join(TIMETABLE)
            }
            "csv" if is_plain(base) => {
                self.mixed |= self.csv.iter().any(|one| one.eq_ignore_ascii_case(base));
                self.csv.push(base.to_owned());
                let mut path = name.rsplit(['/', '\\']).skip(1);
                if let Some(folder) = path.next().filter(|_| self.from.is_empty()) {
                    folder.trim().clone_into(&mut self.from);
                }
                folder.join(FOLDER).join(base)
            }
            "zip" | "xml" => {
                self.mixed = true;
                return None;
            }
            _ => {
                if self.skipped.len() < MOST_FILES {
                    self.skipped.push(cut(base));
                }
                return None;
            }
        };
        self.files += 1;
        Some(place)
    }

    /// Counts bytes before they are written; `false` when they are too many.
    pub fn count(&mut self, bytes: u64) -> bool {
        self.bytes = self.bytes.saturating_add(bytes);
        self.bytes <= self.limit
    }

    /// Whether so much came in that it is not worth reading on.
    #[must_use]
    pub fn is_hopeless(&self) -> bool {
        self.bytes > self.limit.saturating_mul(2)
    }

    /// Whether what came in can be an import.
    ///
    /// # Errors
    /// Says why not.
    pub fn check(&self) -> Result<()> {
        if self.bytes > self.limit {
            let megabytes = u32::try_from(self.limit / 1_000_000).unwrap_or(u32::MAX);
            return Err(Problem::UploadTooLarge { megabytes });
        }
        if self.mixed || (self.zip.is_some() && !self.csv.is_empty()) {
            return Err(Problem::UploadMixed);
        }
        if self.files == 0 {
            return Err(Problem::UploadEmpty);
        }
        Ok(())
    }

    /// The files in one line: «oneroster (9 CSV), week.xml». The timetable comes last.
    fn told(&self) -> String {
        let sheets = match (self.csv.as_slice(), self.from.as_str()) {
            ([], _) => None,
            ([one], "") => Some(cut(one)),
            (many, "") => Some(format!("{} CSV", many.len())),
            (many, folder) => Some(format!("{} ({} CSV)", cut(folder), many.len())),
        };
        let zip = self.zip.as_deref().map(cut);
        let week = self.timetable.as_deref().map(cut);
        let parts: Vec<String> = sheets.into_iter().chain(zip).chain(week).collect();
        parts.join(", ")
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        self.uploads.arrived(&self.name);
        if !self.kept {
            // Few files; and there is nobody left to wait for it.
            let _ = std::fs::remove_dir_all(self.uploads.path(&self.name));
        }
    }
}

fn is_plain(name: &str) -> bool {
    name.len() <= 64
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_NAME) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The disk does not take it.
pub(super) fn unwritable(fault: std::io::Error) -> Problem {
    tracing::error!(cause = %fault, "an upload cannot be written");
    Problem::Unavailable
}
