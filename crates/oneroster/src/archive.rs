//! Where the files of a package lie.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use zip::{ZipArchive, result::ZipError};

use crate::{Limits, Reason, manifest};

/// A set of files by name; names are matched without regard to case.
pub(crate) trait Archive {
    /// Whether there is such a file.
    fn contains(&self, name: &str) -> bool;

    /// Opens a file for reading once from start to end.
    fn open(&mut self, name: &str) -> Result<Box<dyn Read + '_>, Reason>;
}

/// A folder of files.
pub(crate) struct Folder {
    files: HashMap<String, PathBuf>,
}

impl Folder {
    /// Looks what is in the folder.
    pub(crate) fn new(path: &Path) -> Result<Self, Reason> {
        let io = |e: std::io::Error| Reason::Io(e.to_string());
        let mut files = HashMap::new();
        for entry in fs::read_dir(path).map_err(io)? {
            let path = entry.map_err(io)?.path();
            // Follows links: whoever names a folder on the server may link within it.
            if path.is_file()
                && let Some(name) = path.file_name()
            {
                files.insert(name.to_string_lossy().to_ascii_lowercase(), path);
            }
        }
        Ok(Self { files })
    }
}

impl Archive for Folder {
    fn contains(&self, name: &str) -> bool {
        self.files.contains_key(&name.to_ascii_lowercase())
    }

    fn open(&mut self, name: &str) -> Result<Box<dyn Read + '_>, Reason> {
        let path = self
            .files
            .get(&name.to_ascii_lowercase())
            .ok_or(Reason::MissingFile)?;
        let file = File::open(path).map_err(|e| Reason::Io(e.to_string()))?;
        Ok(Box::new(file))
    }
}

/// A zip archive with the files at its top or in one folder (the standard wants the former,
/// pressing "compress" on a folder makes the latter).
pub(crate) struct Zip<R> {
    archive: ZipArchive<Metered<R>>,
    entries: HashMap<String, usize>,
}

impl<R: Read + Seek> Zip<R> {
    /// Looks what is in the archive; a refusal names the entry it is about.
    pub(crate) fn new(reader: R, limits: &Limits) -> Result<Self, (String, Reason)> {
        let limit = limits.max_entries;
        let too_many = || (String::new(), Reason::TooManyFiles { limit });
        let left = Arc::new(AtomicU64::new(LIST + limit as u64 * PER_ENTRY));
        let reader = Metered {
            inner: reader,
            left: Arc::clone(&left),
        };
        let archive = ZipArchive::new(reader).map_err(|e| match e {
            _ if left.load(Ordering::Relaxed) == 0 => too_many(),
            ZipError::Io(e) => (String::new(), Reason::Io(e.to_string())),
            _ => (String::new(), Reason::NotAnArchive),
        })?;
        if archive.len() > limit {
            return Err(too_many());
        }
        // What is in the entries has limits of its own.
        left.store(u64::MAX, Ordering::Relaxed);
        let mut names = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let Some(Ok(name)) = archive.name_for_index(index) else {
                continue;
            };
            // Old Windows programs separate folders their own way.
            let name = name.replace('\\', "/");
            if !is_safe(&name) {
                return Err((name, Reason::UnsafePath));
            }
            names.push((name, index));
        }
        let folder = folder_of_manifest(&names)?;
        let entries = names.iter().filter_map(|(name, index)| {
            let inside = name.strip_prefix(folder.as_str())?;
            (!inside.contains('/')).then(|| (inside.to_ascii_lowercase(), *index))
        });
        let entries = entries.collect();
        Ok(Self { archive, entries })
    }
}

impl<R: Read + Seek> Archive for Zip<R> {
    fn contains(&self, name: &str) -> bool {
        self.entries.contains_key(&name.to_ascii_lowercase())
    }

    fn open(&mut self, name: &str) -> Result<Box<dyn Read + '_>, Reason> {
        let index = self
            .entries
            .get(&name.to_ascii_lowercase())
            .ok_or(Reason::MissingFile)?;
        let file = self
            .archive
            .by_index(*index)
            .map_err(|e| Reason::Io(e.to_string()))?;
        Ok(Box::new(file))
    }
}

/// Bytes in which the end of an archive is looked for.
const LIST: u64 = 256 * 1024;
/// Bytes that an archive's list may have for an entry; the longest that was seen has 200.
const PER_ENTRY: u64 = 4 * 1024;

/// A reader that gives out no more than so many bytes: `ZipArchive` keeps the whole list in memory
/// before it can be asked for its length, several times what it has on the disk.
struct Metered<R> {
    inner: R,
    left: Arc<AtomicU64>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let most = buffer
            .len()
            .min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.inner.read(&mut buffer[..most])?;
        self.left.store(left - read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Nothing is ever unpacked, so such a name could do no harm here; but an archive that carries one
/// was not made by an exporter.
fn is_safe(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    !name.starts_with('/') && !drive && !name.contains('\0') && name.split('/').all(|p| p != "..")
}

/// The folder (empty or ending in `/`) that holds the manifest.
fn folder_of_manifest(names: &[(String, usize)]) -> Result<String, (String, Reason)> {
    let mut folders = Vec::new();
    for (name, _) in names {
        let (folder, file) = name
            .rsplit_once('/')
            .map_or(("", name.as_str()), |(d, f)| (d, f));
        // Finder puts a shadow of every file into a folder of its own.
        let shadow = folder.starts_with("__MACOSX");
        if file.eq_ignore_ascii_case(manifest::FILE) && !folder.contains('/') && !shadow {
            folders.push(folder);
        }
    }
    if folders.is_empty() || folders.contains(&"") {
        return Ok(String::new());
    }
    match folders.as_slice() {
        [folder] => Ok(format!("{folder}/")),
        several => {
            let candidates = several
                .iter()
                .map(|f| format!("{f}/{}", manifest::FILE))
                .collect();
            Err((String::new(), Reason::Ambiguous { candidates }))
        }
    }
}
