//! Reads a whole package.

use std::{
    fs::{self, File},
    io::{BufReader, Read, Seek},
    path::Path,
};

use crate::{
    Collector, Fault, Faults, Limits, Package, Reason, Version,
    archive::{Archive, Folder, Zip},
    manifest::Manifest,
    roles_of_users, table,
};

/// Reads a package from a folder or a zip archive (the standard knows only the archive).
///
/// # Errors
/// Everything wrong with the package, up to [`Limits::max_faults`].
pub fn read(path: &Path, limits: &Limits) -> Result<Package, Faults> {
    let name = path
        .file_name()
        .map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy());
    if path.is_dir() {
        let folder = Folder::new(path);
        let mut folder = folder.map_err(|reason| refusal(&name, "", reason, limits))?;
        return read_archive(&mut folder, limits);
    }
    read_zip(open_zip(path, &name, limits)?, &name, limits)
}

/// Opens what is to be an archive.
pub(crate) fn open_zip(
    path: &Path,
    name: &str,
    limits: &Limits,
) -> Result<BufReader<File>, Faults> {
    let refused = |reason| refusal(name, "", reason, limits);
    let io = |e: std::io::Error| Reason::Io(e.to_string());
    let metadata = fs::metadata(path).map_err(|e| refused(io(e)))?;
    // Opening a pipe would wait forever for somebody to write into it.
    if !metadata.is_file() {
        return Err(refused(Reason::NotAnArchive));
    }
    if metadata.len() > limits.max_file_bytes {
        return Err(refused(Reason::TooLarge {
            limit: limits.max_file_bytes,
        }));
    }
    let file = File::open(path).map_err(|e| refused(io(e)))?;
    Ok(BufReader::new(file))
}

/// Reads a package from a zip archive that is not (yet) a file, such as an upload; `name` is what
/// faults call it.
///
/// # Errors
/// Everything wrong with the package, up to [`Limits::max_faults`].
pub fn read_zip<R: Read + Seek>(
    archive: R,
    name: &str,
    limits: &Limits,
) -> Result<Package, Faults> {
    let mut zip = Zip::new(archive, limits)
        .map_err(|(entry, reason)| refusal(name, &entry, reason, limits))?;
    read_archive(&mut zip, limits)
}

pub(crate) fn refusal(name: &str, value: &str, reason: Reason, limits: &Limits) -> Faults {
    let mut faults = Collector::new(limits.max_faults.max(1));
    faults.push(Fault::new(name, 0, "", value, reason));
    faults.finish(()).err().unwrap_or_default()
}

fn read_archive(archive: &mut dyn Archive, limits: &Limits) -> Result<Package, Faults> {
    let mut faults = Collector::new(limits.max_faults);
    let package = Manifest::read(archive, limits, &mut faults).map(|manifest| {
        let faults = &mut faults;
        let orgs = table::read(archive, &manifest, limits, faults);
        let academic_sessions = table::read(archive, &manifest, limits, faults);
        let courses = table::read(archive, &manifest, limits, faults);
        let classes = table::read(archive, &manifest, limits, faults);
        let users = table::read(archive, &manifest, limits, faults);
        let roles = match manifest.version {
            Version::V1_1 => roles_of_users::read(&users),
            Version::V1_2 => table::read(archive, &manifest, limits, faults),
        };
        let enrollments = table::read(archive, &manifest, limits, faults);
        let demographics = table::read(archive, &manifest, limits, faults);
        Package {
            version: manifest.version,
            source: manifest.source,
            orgs,
            academic_sessions,
            courses,
            classes,
            users,
            roles,
            enrollments,
            demographics,
        }
    });
    // Without a manifest there is at least one fault, so `finish` never meets a missing package.
    match (package, faults) {
        (Some(package), faults) => faults.finish(package),
        (None, faults) => Err(faults.finish(()).err().unwrap_or_default()),
    }
}
