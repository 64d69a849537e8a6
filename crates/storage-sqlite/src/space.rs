use std::path::{Path, PathBuf};
use storage::{Fault, Result, Space};

/// What the file takes with its companions, and what is free beside it.
pub(crate) fn of(path: &Path) -> Result<Space> {
    let said = |what: std::io::Error| Fault::new(format!("{}: {what}", path.display()));
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let size = |path: &Path| std::fs::metadata(path).map(|file| file.len());
    // The companions come and go.
    let waiting = size(&beside("-wal")).unwrap_or(0) + size(&beside("-shm")).unwrap_or(0);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let disk = fs4::statvfs(folder.unwrap_or(Path::new("."))).map_err(said)?;
    Ok(Space {
        data: size(path).map_err(said)? + waiting,
        free: disk.available_space(),
        disk: disk.total_space(),
    })
}
