//! `zvonok restore`: a backup becomes a data folder, whole or not at all.

use super::{
    Place,
    backup::{shown, sync_folder},
    say,
};
use crate::{
    archive::{Backup, Refusal, beside},
    folder::{self, DATABASE, KEY, LOCK},
};
use std::{
    fs,
    io::{self, stdout},
    path::{Path, PathBuf},
};
use words::{Lang, backup};

const RU: Lang = Lang::Russian;

/// Length of the server's key in bytes.
const KEY_LENGTH: u64 = 32;

pub(super) async fn run(file: &Path, place: &Place) -> Result<(), String> {
    let data = place.data(false);
    let refused = |refusal: Refusal| match refusal {
        Refusal::Foreign => backup::foreign(RU, &shown(file)),
        Refusal::Newer => backup::newer(RU, &shown(file)),
        Refusal::Broken(cause) => backup::broken(RU, &cause, &shown(file)),
        Refusal::Io(fault) => folder::unreadable(file, &fault),
    };
    let mut opened = Backup::open(file).map_err(refused)?;
    // No server may begin on the folder while it is being filled.
    let held = match data.exists() {
        true => Some(folder::hold(&data)?),
        false => None,
    };
    if held.is_some() && !is_empty(&data).map_err(|fault| folder::unreadable(&data, &fault))? {
        return Err(backup::occupied(RU, &shown(&data)));
    }
    // A folder that is there may be a disk of its own: what goes into it is put together inside.
    let place = match held {
        Some(_) => data.join(".restoring"),
        None => beside(&data, ".restoring"),
    };
    let staging = Staging::new(&place)?;
    opened
        .unpack(&staging.path)
        .map_err(|refusal| match refusal {
            Refusal::Io(fault) => folder::unreadable(&staging.path, &fault),
            other => refused(other),
        })?;
    check(&staging.path)
        .await
        .map_err(|cause| backup::broken(RU, &cause, &shown(file)))?;
    staging
        .become_folder(&data, held.is_some())
        .map_err(|fault| folder::unreadable(&data, &fault))?;
    let done = backup::restored(RU, &shown(&data), &opened.about().made_at);
    say(&mut stdout(), &done);
    Ok(())
}

/// Whether what was unpacked is all a server needs, and sound.
async fn check(folder: &Path) -> Result<(), String> {
    let length = |name: &str| fs::metadata(folder.join(name)).map(|file| file.len());
    if length(KEY).ok() != Some(KEY_LENGTH) {
        return Err(KEY.to_owned());
    }
    let database = folder.join(DATABASE);
    if !database.is_file() {
        return Err(DATABASE.to_owned());
    }
    let checked = storage_sqlite::check(&database).await;
    checked.map_err(|fault| format!("{DATABASE}: {fault}"))
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        // An empty file system of its own has this in it.
        if name != LOCK && name != "lost+found" {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A folder on its way; gone when dropped.
struct Staging {
    path: PathBuf,
}

impl Staging {
    fn new(path: &Path) -> Result<Self, String> {
        if path.exists() {
            return Err(backup::left_over(RU, &shown(path)));
        }
        let staging = Self {
            path: path.to_owned(),
        };
        folder::private_folder(path).map_err(|fault| folder::unreadable(path, &fault))?;
        Ok(staging)
    }

    /// Takes the folder's place, or fills the one that is there; the database comes last, because
    /// with it a server could start.
    fn become_folder(&self, data: &Path, there: bool) -> io::Result<()> {
        if !there {
            fs::rename(&self.path, data)?;
            return sync_folder(data);
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            names.push(entry?.file_name());
        }
        names.sort_by_key(|name| name == DATABASE);
        for name in names {
            fs::rename(self.path.join(&name), data.join(&name))?;
        }
        sync_folder(&data.join(DATABASE))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}
