//! Results of earlier runs, by a hash of what they were made from.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

pub(crate) struct Cache {
    root: PathBuf,
    used: RefCell<BTreeSet<String>>,
}

impl Cache {
    pub(crate) fn open(root: PathBuf) -> Result<Self> {
        fs::create_dir_all(&root).with_context(|| root.display().to_string())?;
        Ok(Self {
            root,
            used: RefCell::default(),
        })
    }

    /// The folder that `make` once filled for this key. It gets its name only when it is
    /// complete, so that a run broken off leaves nothing half done.
    pub(crate) fn folder(
        &self,
        key: &str,
        make: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let dir = self.root.join(key);
        self.used.borrow_mut().insert(key.into());
        if !dir.exists() {
            let half = self.root.join(format!("{key}.half"));
            let _ = fs::remove_dir_all(&half);
            fs::create_dir_all(&half)?;
            make(&half)?;
            fs::rename(half, &dir)?;
        }
        Ok(dir)
    }

    /// Files of such a folder.
    pub(crate) fn take<const N: usize>(
        &self,
        key: &str,
        names: [&str; N],
        make: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<[Vec<u8>; N]> {
        let dir = self.folder(key, make)?;
        let mut files = [const { Vec::new() }; N];
        for (file, name) in files.iter_mut().zip(names) {
            *file = fs::read(dir.join(name))?;
        }
        Ok(files)
    }

    /// Throws away what this run did not need.
    pub(crate) fn tidy(&self) -> Result<()> {
        for entry in fs::read_dir(&self.root)? {
            let entry = entry?;
            if !self
                .used
                .borrow()
                .contains(&*entry.file_name().to_string_lossy())
            {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }
}

/// SHA-256 of the parts, each with its length before it, as hex.
pub(crate) fn hash(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.as_ref().len() as u64).to_le_bytes());
        sha.update(part.as_ref());
    }
    sha.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Every file in a folder by its path with `/`, and its content. No folder, no files.
pub(crate) fn list(root: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut todo = vec![(root.to_path_buf(), String::new())];
    while let Some((dir, prefix)) = todo.pop() {
        let entries = match fs::read_dir(&dir) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.with_context(|| dir.display().to_string())?,
        };
        for entry in entries {
            let entry = entry?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                todo.push((entry.path(), format!("{path}/")));
            } else {
                found.push((path, fs::read(entry.path())?));
            }
        }
    }
    found.sort();
    Ok(found)
}

pub(crate) fn brotli(bytes: &[u8], quality: u32) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    brotli::CompressorWriter::new(&mut packed, 1 << 16, quality, 22).write_all(bytes)?;
    Ok(packed)
}

pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(bytes)?;
    Ok(gz.finish()?)
}
