//! A backup: one zip with the school's database, the server's key and whatever else lies in the
//! data folder. What is in it is proved by the zip's checksums, that it is ours by [`About`].

use crate::folder::{BESIDE, DATABASE, LOCK, private, private_folder};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufReader, BufWriter, ErrorKind},
    path::{Path, PathBuf},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// Entry that says what the archive is.
const ABOUT: &str = "zvonok-backup.json";

/// The form that this program writes, and the newest it reads.
const FORM: u32 = 1;

/// From here on an entry needs the large form of its header.
const LARGE: u64 = u32::MAX as u64;

/// What the archive says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Form of the archive.
    pub form: u32,
    /// Version of the program that made it.
    pub program: String,
    /// When the database was copied, ISO 8601, UTC.
    pub made_at: String,
}

/// Why an archive is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No archive of ours.
    #[error("no backup of this program")]
    Foreign,
    /// A later form.
    #[error("made by a newer version")]
    Newer,
    /// Something in it does not fit.
    #[error("{0}")]
    Broken(String),
    /// The disk, here or there.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<ZipError> for Refusal {
    fn from(fault: ZipError) -> Self {
        match fault {
            ZipError::Io(fault) => fault.into(),
            other => Refusal::Broken(other.to_string()),
        }
    }
}

/// Everything in a data folder but the database, which is copied by itself, and what only a
/// running server needs. Names with `/`, in order.
///
/// # Errors
/// When the folder cannot be read.
pub fn others(data: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(data.join(&folder))? {
            let entry = entry?;
            // A name that is no Unicode is none of ours.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let top = folder.is_empty();
            if top && (name == LOCK || BESIDE.contains(&name.as_str())) {
                continue;
            }
            let name = if top {
                name
            } else {
                format!("{folder}/{name}")
            };
            // Links are not followed: what they lead to is not in the folder.
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(name);
            } else if kind.is_file() {
                found.push(name);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes the archive: a copy of the database, then the other files of the folder. They are read
/// after the database was copied, so that what it speaks of is there.
///
/// # Errors
/// As the file system says.
pub fn pack(out: &File, about: &About, database: &Path, data: &Path) -> Result<(), Refusal> {
    let mut zip = ZipWriter::new(BufWriter::new(out));
    zip.start_file(ABOUT, options(0))?;
    serde_json::to_writer_pretty(&mut zip, about).map_err(io::Error::other)?;
    add(&mut zip, DATABASE, database)?;
    for name in others(data)? {
        match add(&mut zip, &name, &data.join(&name)) {
            // Gone since it was listed: nobody needs it.
            Err(Refusal::Io(fault)) if fault.kind() == ErrorKind::NotFound => {}
            other => other?,
        }
    }
    let written = zip.finish()?;
    written
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    out.sync_all()?;
    Ok(())
}

fn options(size: u64) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(size >= LARGE)
        .unix_permissions(0o600)
}

fn add(zip: &mut ZipWriter<BufWriter<&File>>, name: &str, path: &Path) -> Result<(), Refusal> {
    let mut file = File::open(path)?;
    zip.start_file(name, options(file.metadata()?.len()))?;
    io::copy(&mut file, zip)?;
    Ok(())
}

/// An archive that says it is ours.
pub struct Backup {
    zip: ZipArchive<BufReader<File>>,
    about: About,
}

impl Backup {
    /// Opens one.
    ///
    /// # Errors
    /// When it is none, or too new.
    pub fn open(path: &Path) -> Result<Self, Refusal> {
        let file = File::open(path)?;
        let mut zip = match ZipArchive::new(BufReader::new(file)) {
            Ok(zip) => zip,
            Err(ZipError::Io(fault)) if fault.kind() != ErrorKind::UnexpectedEof => {
                return Err(fault.into());
            }
            Err(_) => return Err(Refusal::Foreign),
        };
        let about = match zip.by_name(ABOUT) {
            Ok(entry) => serde_json::from_reader::<_, About>(io::Read::take(entry, 4_096)),
            Err(_) => return Err(Refusal::Foreign),
        };
        let about = about.map_err(|_| Refusal::Foreign)?;
        if about.form > FORM {
            return Err(Refusal::Newer);
        }
        Ok(Self { zip, about })
    }

    /// What it says of itself.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Reads all of it and compares the checksums.
    ///
    /// # Errors
    /// When something does not fit.
    pub fn verify(&mut self) -> Result<(), Refusal> {
        for index in 0..self.zip.len() {
            let mut entry = self.zip.by_index(index)?;
            io::copy(&mut entry, &mut io::sink()).map_err(broken)?;
        }
        Ok(())
    }

    /// Unpacks it into an empty folder; every file is on the disk afterwards.
    ///
    /// # Errors
    /// When something does not fit or there is no room.
    pub fn unpack(&mut self, folder: &Path) -> Result<(), Refusal> {
        for index in 0..self.zip.len() {
            let mut entry = self.zip.by_index(index)?;
            let inside = entry.enclosed_name().filter(|_| entry.is_file());
            let Some(inside) = inside else {
                return Err(Refusal::Broken(
                    "a name that leads out of the folder".to_owned(),
                ));
            };
            if inside == Path::new(ABOUT) {
                continue;
            }
            let path = folder.join(inside);
            if let Some(parent) = path.parent() {
                private_folder(parent)?;
            }
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            private(&mut options);
            let mut file = options.open(&path)?;
            copy(&mut entry, &mut file)?;
            file.sync_all()?;
        }
        Ok(())
    }
}

/// Like [`io::copy`], but tells a bad archive from a full disk.
fn copy(from: &mut dyn io::Read, to: &mut dyn io::Write) -> Result<(), Refusal> {
    let mut buffer = vec![0; 128 * 1024];
    loop {
        match from.read(&mut buffer).map_err(broken)? {
            0 => return Ok(()),
            length => to.write_all(&buffer[..length])?,
        }
    }
}

fn broken(fault: io::Error) -> Refusal {
    Refusal::Broken(fault.to_string())
}

/// What this program says in its archives.
#[must_use]
pub fn about(now: i64) -> About {
    let made_at = jiff::Timestamp::from_millisecond(now).unwrap_or_default();
    About {
        form: FORM,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: made_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    }
}

/// A path with more at the end of its name.
#[must_use]
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
