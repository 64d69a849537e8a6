//! `zvonok backup`: everything of one moment in one file, while the server runs.

use super::{Place, say};
use crate::{
    ambient::SystemClock,
    archive::{self, Backup, Refusal, beside},
    folder::{self, DATABASE, private},
};
use school_core::Clock as _;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, stdout},
    path::{Path, PathBuf},
};
use words::{Lang, backup};

const RU: Lang = Lang::Russian;

pub(super) async fn run(file: &Path, place: &Place) -> Result<(), String> {
    let data = place.data(false);
    let database = data.join(DATABASE);
    if !database.is_file() {
        return Err(backup::no_data(RU, &shown(&data)));
    }
    if file.exists() {
        return Err(backup::exists(RU, &shown(file)));
    }
    if lies_in(file, &data) {
        return Err(backup::inside(RU, &shown(file)));
    }
    let part = Part::new(file)?;
    let now = SystemClock.now();
    let copied = async {
        storage_sqlite::snapshot(&database, &part.database).await?;
        storage_sqlite::check(&part.database).await
    };
    let copied = copied.await;
    copied.map_err(|fault| failed(&folder::refused(&database, &fault)))?;
    let size = finish(&part, now, &data, file).map_err(|refusal| match refusal {
        Refusal::Io(fault) => failed(&folder::unreadable(file, &fault)),
        other => failed(&other.to_string()),
    })?;
    let megabytes = (size as f64 / 1e6).max(0.1);
    let done = backup::done(RU, &shown(file), &format!("{megabytes:.1}"));
    say(&mut stdout(), &done);
    Ok(())
}

/// Packs, reads it all again, and gives it its name. Returns its size in bytes.
fn finish(part: &Part, now: i64, data: &Path, file: &Path) -> Result<u64, Refusal> {
    archive::pack(&part.archive, &archive::about(now), &part.database, data)?;
    Backup::open(&part.path)?.verify()?;
    // Unlike a rename this never replaces what somebody has put there meanwhile; where the file
    // system has no links, the look from a moment ago must do.
    if fs::hard_link(&part.path, file).is_err() {
        if file.exists() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
        }
        fs::rename(&part.path, file)?;
    }
    sync_folder(file)?;
    Ok(fs::metadata(file)?.len())
}

/// What is on the way to a backup; gone when dropped.
struct Part {
    path: PathBuf,
    archive: File,
    database: PathBuf,
}

impl Part {
    fn new(file: &Path) -> Result<Self, String> {
        let said = |path: &Path, fault: &io::Error| failed(&folder::unreadable(path, fault));
        let path = beside(file, ".part");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true);
        private(&mut options);
        let archive = options.open(&path).map_err(|fault| said(&path, &fault))?;
        if matches!(archive.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(backup::under_way(RU, &shown(file)));
        }
        // What one that was interrupted has left.
        archive.set_len(0).map_err(|fault| said(&path, &fault))?;
        let database = beside(file, ".part.sqlite");
        let part = Self {
            path,
            archive,
            database,
        };
        // Made beforehand, because SQLite would let everybody read it.
        options.truncate(true);
        options
            .open(&part.database)
            .map_err(|fault| said(&part.database, &fault))?;
        Ok(part)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(&self.database);
    }
}

/// Whether a file would lie in a folder, whatever the ways to them are called.
fn lies_in(file: &Path, folder: &Path) -> bool {
    let above = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    match (above.canonicalize(), folder.canonicalize()) {
        (Ok(above), Ok(folder)) => above.starts_with(folder),
        _ => false,
    }
}

/// Makes a file's name durable.
pub(super) fn sync_folder(file: &Path) -> io::Result<()> {
    let above = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if cfg!(unix) {
        File::open(above)?.sync_all()?;
    }
    Ok(())
}

fn failed(cause: &str) -> String {
    backup::failed(RU, cause)
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
