use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// A folder of one's own, gone when dropped.
#[derive(Debug)]
pub struct TempFolder(PathBuf);

impl TempFolder {
    /// Makes one.
    ///
    /// # Panics
    /// When the system allows no folder.
    #[must_use]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("zvonok-test-{}-{number}", std::process::id());
        Self::make(std::env::temp_dir().join(name))
    }

    /// The same in memory, where there is such a place: for tests of thousands of transactions,
    /// which would otherwise measure how long the disk takes to be sure.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn in_memory() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let shared = std::path::Path::new("/dev/shm");
        let place = match shared.is_dir() {
            true => shared.to_path_buf(),
            false => std::env::temp_dir(),
        };
        Self::make(place.join(format!("zvonok-quick-{}-{number}", std::process::id())))
    }

    fn make(path: std::path::PathBuf) -> Self {
        // What an earlier process of the same number left behind.
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
