//! Where uploads lie, and which of them are at work.

use model::{
    OrgId, UploadId,
    views::{ImportProgress, UploadStep},
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The folder of uploads, and what is being done with which of them.
#[derive(Debug, Clone)]
pub struct Uploads {
    folder: PathBuf,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// By upload: what is being done, and how far.
    work: HashMap<UploadId, (UploadStep, u8)>,
    /// Folders into which files are arriving, and for which school.
    arriving: HashMap<String, OrgId>,
}

impl Uploads {
    /// Uploads in this folder, which is made when it is needed.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            state: Arc::default(),
        }
    }

    /// The folder of one upload.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The folder of all.
    pub(super) fn root(&self) -> &Path {
        &self.folder
    }

    /// What is being done with an upload.
    pub(super) fn work(&self, id: UploadId) -> Option<(UploadStep, u8)> {
        self.lock().work.get(&id).copied()
    }

    /// Begins work on an upload; it ends with what is returned.
    pub(super) fn begin(&self, id: UploadId) -> Working {
        self.lock().work.insert(id, (UploadStep::Waiting, 0));
        Working {
            uploads: self.clone(),
            id,
        }
    }

    /// Says that files begin to arrive for a school, if fewer than `most` uploads of it are.
    pub(super) fn arrive(&self, name: &str, org: OrgId, most: usize) -> bool {
        let mut state = self.lock();
        if state.arriving.values().filter(|of| **of == org).count() >= most {
            return false;
        }
        state.arriving.insert(name.to_owned(), org);
        true
    }

    /// Says that they have arrived or will not.
    pub(super) fn arrived(&self, name: &str) {
        self.lock().arriving.remove(name);
    }

    /// Whether files are arriving in a folder.
    pub(super) fn is_arriving(&self, name: &str) -> bool {
        self.lock().arriving.contains_key(name)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Work on an upload; it ends when this is dropped, also by a fault.
#[derive(Debug)]
pub(super) struct Working {
    uploads: Uploads,
    id: UploadId,
}

impl Working {
    /// Tells how far it has come. `bytes` are those of the files.
    pub(super) fn tell(&self, progress: &ImportProgress, bytes: u64) {
        let (step, percent) = weigh(progress, bytes);
        let mut state = self.uploads.lock();
        if let Some(work) = state.work.get_mut(&self.id) {
            // A bar that goes back would look like a fault.
            *work = (step, work.1.max(percent));
        }
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.uploads.lock().work.remove(&self.id);
    }
}

/// Hundredths of the way. How many rows a file has is not known before it is read; a row is taken
/// for eighty bytes.
fn weigh(progress: &ImportProgress, bytes: u64) -> (UploadStep, u8) {
    let share = |done: u64, total: u64, from: u64, to: u64| {
        let done = done.min(total.max(1)) * (to - from) / total.max(1);
        u8::try_from(from + done).unwrap_or(100)
    };
    match progress {
        ImportProgress::Reading { rows, .. } => {
            (UploadStep::Reading, share(rows * 80, bytes, 2, 40))
        }
        ImportProgress::Comparing => (UploadStep::Comparing, 45),
        ImportProgress::Hashing { done, total } => {
            (UploadStep::Hashing, share(*done, *total, 50, 70))
        }
        ImportProgress::Writing => (UploadStep::Writing, 75),
        ImportProgress::Chats { done, total } => (UploadStep::Chats, share(*done, *total, 80, 99)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_only_moves_forward_and_ends_with_the_work() {
        let uploads = Uploads::new(PathBuf::new());
        let id = UploadId(1);
        let working = uploads.begin(id);
        let told = |progress: &ImportProgress| {
            working.tell(progress, 8_000);
            uploads.work(id).expect("work").1
        };
        let reading = |rows| ImportProgress::Reading {
            file: String::new(),
            rows,
        };
        assert_eq!(told(&reading(0)), 2);
        assert_eq!(told(&reading(50)), 21);
        assert_eq!(told(&reading(10_000)), 40, "more rows than were expected");
        assert_eq!(told(&ImportProgress::Comparing), 45);
        assert_eq!(told(&reading(1)), 45);
        assert_eq!(told(&ImportProgress::Chats { done: 3, total: 3 }), 99);
        drop(working);
        assert_eq!(uploads.work(id), None);
    }

    #[test]
    fn so_many_uploads_arrive_at_once() {
        let uploads = Uploads::new(PathBuf::new());
        assert!(uploads.arrive("a", OrgId(1), 1));
        assert!(!uploads.arrive("b", OrgId(1), 1));
        assert!(uploads.arrive("c", OrgId(2), 1), "another school");
        uploads.arrived("a");
        assert!(uploads.arrive("b", OrgId(1), 1));
    }
}
