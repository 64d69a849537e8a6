//! The data folder: made for its owner alone, held by one server at a time, and what is wrong with
//! it in plain words.

use crate::ambient::SystemChance;
use school_core::Chance as _;
use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};
use storage::{Fault, FaultKind};
use storage_sqlite::SqliteStorage;
use words::{Lang, starting};

/// The school's data.
pub const DATABASE: &str = "zvonok.sqlite";

/// The server's own secret.
pub const KEY: &str = "secret.key";

/// What a running server holds locked. It stays when the server stops: removing it could take away
/// the one that the next server has just locked.
pub const LOCK: &str = "server.lock";

/// The database and what lies beside it while it is open, and after a crash.
pub(crate) const BESIDE: [&str; 3] = ["zvonok.sqlite", "zvonok.sqlite-wal", "zvonok.sqlite-shm"];

/// A folder that no other server may use until this is dropped.
pub struct Held {
    _lock: File,
    fresh: Option<PathBuf>,
}

/// Takes the folder for a server, making it if need be.
///
/// # Errors
/// Says that another server runs on it, or what is wrong with it.
pub fn hold(data: &Path) -> Result<Held, String> {
    let fresh = make(data)?;
    let path = data.join(LOCK);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true);
    private(&mut options);
    let lock = options
        .open(&path)
        .map_err(|fault| unusable(data, &fault))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(starting::in_use(Lang::Russian, &shown(data)));
        }
        // Some network file systems know no locks: better unguarded than not at all.
        Err(TryLockError::Error(cause)) => {
            tracing::warn!(%cause, "the folder cannot be locked against a second server");
        }
    }
    Ok(Held {
        _lock: lock,
        fresh: fresh.then(|| data.to_owned()),
    })
}

impl Held {
    /// Lets go of a folder in which nothing came of it: one that was made just now goes again.
    pub fn give_up(self) {
        if let Some(data) = self.fresh {
            let _ = fs::remove_file(data.join(LOCK));
            let _ = fs::remove_dir(data);
        }
    }
}

/// Makes the folder, for its owner alone: what lies in it is people's data. Says whether it is new.
///
/// # Errors
/// Says what is wrong with it.
pub(crate) fn make(data: &Path) -> Result<bool, String> {
    if data.is_dir() {
        return Ok(false);
    }
    private_folder(data)
        .map(|()| true)
        .map_err(|fault| unusable(data, &fault))
}

/// Makes a folder, and those above it, for its owner alone.
///
/// # Errors
/// As the file system says.
pub(crate) fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// For its owner alone.
pub(crate) fn private(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

/// Opens the database, reads it through, and takes the key. What was not there before is not there
/// after a failure.
///
/// # Errors
/// Says what is wrong with which file.
pub(crate) async fn open(data: &Path) -> Result<(SqliteStorage, [u8; 32]), String> {
    let path = data.join(DATABASE);
    let fresh = !path.exists();
    let known = key(data)?;
    if known.is_none() && !fresh {
        tracing::warn!("there was no secret.key: what an earlier one encrypted cannot be read");
    }
    let opened = async {
        let storage = SqliteStorage::open(&path)
            .await
            .map_err(|fault| refused(&path, &fault))?;
        let checked = storage.check().await;
        let key = match (checked, known) {
            (Err(fault), _) => Err(refused(&path, &fault)),
            (Ok(()), Some(key)) => Ok(key),
            (Ok(()), None) => new_key(data),
        };
        match key {
            Ok(key) => Ok((storage, key)),
            Err(what) => {
                storage.close().await;
                Err(what)
            }
        }
    }
    .await;
    if fresh && opened.is_err() {
        for name in BESIDE {
            let _ = fs::remove_file(data.join(name));
        }
    }
    opened
}

/// What is wrong with a database, and what to do.
pub(crate) fn refused(path: &Path, fault: &Fault) -> String {
    let lang = Lang::Russian;
    let path = shown(path);
    match fault.kind {
        FaultKind::NoRoom => starting::no_room(lang, &path),
        FaultKind::Damaged => starting::damaged(lang, &fault.what, &path),
        FaultKind::Busy => starting::busy(lang, &path),
        FaultKind::Denied => starting::file_denied(lang, &path),
        FaultKind::Newer => starting::newer(lang, &path),
        FaultKind::Other => starting::failed(lang, &fault.what, &path),
    }
}

/// What is wrong with a file that is no database.
pub(crate) fn unreadable(path: &Path, fault: &io::Error) -> String {
    let lang = Lang::Russian;
    match fault.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            starting::file_denied(lang, &shown(path))
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => starting::no_room(lang, &shown(path)),
        _ => starting::failed(lang, &fault.to_string(), &shown(path)),
    }
}

fn unusable(data: &Path, fault: &io::Error) -> String {
    let lang = Lang::Russian;
    match fault.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            starting::folder_denied(lang, &shown(data))
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            starting::folder_no_folder(lang, &shown(data))
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => starting::no_room(lang, &shown(data)),
        _ => starting::folder_failed(lang, &fault.to_string(), &shown(data)),
    }
}

/// The server's own secret, when there is one already.
fn key(data: &Path) -> Result<Option<[u8; 32]>, String> {
    let path = data.join(KEY);
    match fs::read(&path) {
        Ok(bytes) => match bytes.try_into() {
            Ok(key) => Ok(Some(key)),
            Err(_) => Err(starting::key_damaged(Lang::Russian, &shown(&path))),
        },
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(unreadable(&path, &fault)),
    }
}

/// Makes it, readable by its owner only.
fn new_key(data: &Path) -> Result<[u8; 32], String> {
    let path = data.join(KEY);
    let mut key = [0_u8; 32];
    SystemChance.fill(&mut key);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    private(&mut options);
    let mut file = options
        .open(&path)
        .map_err(|fault| unreadable(&path, &fault))?;
    let kept = file.write_all(&key).and_then(|()| file.sync_all());
    kept.map_err(|fault| {
        // Half a key would stop every later start.
        let _ = fs::remove_file(&path);
        unreadable(&path, &fault)
    })?;
    Ok(key)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
