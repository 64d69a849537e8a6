//! Reading a package on a thread of its own, and staging its rows as they come.

use super::{
    How, ImportFault,
    digest::Sums,
    faults::of_roster,
    rows::{Batch, Rows},
};
use crate::broken;
use model::{
    Problem,
    views::{Capped, ImportFaultRow, ImportProgress},
};
use oneroster::{Collector, File, Item, Limits, Mode, Package, Reader, Source, Version};
use std::collections::{BTreeMap, HashMap};
use storage::{Incoming, Repository};
use tokio::sync::mpsc;

/// Batches that wait between the thread that reads and the one that stages.
const WAITING: usize = 4;

/// Where rows come from.
pub(super) enum Origin {
    /// Files.
    Files(Box<Reader>),
    /// Memory.
    Package(Box<Package>),
}

impl Origin {
    pub(super) fn version(&self) -> Version {
        match self {
            Origin::Files(reader) => reader.version(),
            Origin::Package(package) => package.version,
        }
    }

    pub(super) fn source(&self) -> &Source {
        match self {
            Origin::Files(reader) => reader.source(),
            Origin::Package(package) => &package.source,
        }
    }

    fn each(
        &mut self,
        file: File,
        faults: &mut Collector,
        take: &mut dyn FnMut(Item) -> bool,
    ) -> Mode {
        match self {
            Origin::Files(reader) => reader.each(file, faults, take),
            Origin::Package(package) => package.each(file, take),
        }
    }
}

/// What was read.
pub(super) struct Loaded {
    pub(super) modes: HashMap<File, Mode>,
    pub(super) notices: Capped<ImportFaultRow>,
    pub(super) faults: Vec<ImportFaultRow>,
    pub(super) truncated: bool,
    /// Every enrolment was staged.
    pub(super) all: bool,
}

/// Reads everything and stages it. With `sums` of what is kept, only enrolments of buckets that
/// differ.
pub(super) async fn load(
    db: &mut dyn Repository,
    origin: Origin,
    sums: Option<Sums>,
    time_zone: &str,
    how: How<'_>,
) -> Result<Loaded, ImportFault> {
    let (sender, mut batches) = mpsc::channel::<Batch>(WAITING);
    let time_zone = time_zone.to_owned();
    let reading = tokio::task::spawn_blocking(move || {
        read(origin, sums, &time_zone, &mut |batch| {
            sender.blocking_send(batch).is_ok()
        })
    });
    let mut rows: BTreeMap<Incoming, u64> = BTreeMap::new();
    while let Some(batch) = batches.recv().await {
        db.stage(batch.what, &batch.rows).await.map_err(broken)?;
        if let Some(file) = file_of(batch.what) {
            let rows = rows.entry(batch.what).or_default();
            *rows += batch.count;
            (how.progress)(ImportProgress::Reading {
                file: file.name().to_owned(),
                rows: *rows,
            });
        }
    }
    reading
        .await
        .map_err(|_| ImportFault::Problem(Problem::Unavailable))
}

fn file_of(what: Incoming) -> Option<File> {
    match what {
        Incoming::Orgs => Some(File::Orgs),
        Incoming::Classes => Some(File::Classes),
        Incoming::Users => Some(File::Users),
        Incoming::Roles => Some(File::Roles),
        Incoming::Births => Some(File::Demographics),
        Incoming::Enrolments => Some(File::Enrollments),
        _ => None,
    }
}

fn read(
    mut origin: Origin,
    sums: Option<Sums>,
    time_zone: &str,
    send: &mut dyn FnMut(Batch) -> bool,
) -> Loaded {
    let mut faults = Collector::new(Limits::default().max_faults);
    let mut rows = Rows::new(send, time_zone);
    let mut modes = HashMap::new();
    for file in File::ALL {
        if file != File::Enrollments {
            let mode = origin.each(file, &mut faults, &mut |item| rows.take(file, item));
            modes.insert(file, mode);
        }
    }
    if origin.version() == Version::V1_1 {
        modes.insert(File::Roles, modes[&File::Users]);
    }
    let differing = sums.and_then(|sums| differing(&mut origin, sums));
    let all = differing.is_none();
    let mut take = |item: Item| match (&item, &differing) {
        (Item::Enrollment(row), Some(sums)) if !sums.differs(super::digest::of(row)) => true,
        _ => rows.take(File::Enrollments, item),
    };
    let mode = match &differing {
        // The first look found nothing, not even a fault.
        Some(sums) if sums.is_clean() => Mode::Bulk,
        _ => origin.each(File::Enrollments, &mut faults, &mut take),
    };
    modes.insert(File::Enrollments, mode);
    if let Some(sums) = &differing {
        for bucket in sums.dirty() {
            rows.push(Incoming::Dirty, &bucket);
        }
    }
    rows.finish();
    let (notices, mut told) = (rows.notices, rows.faults);
    let mut truncated = false;
    if let Err(found) = faults.finish(()) {
        truncated = found.truncated;
        told.extend(found.list.into_iter().map(of_roster));
    }
    Loaded {
        modes,
        notices,
        faults: told,
        truncated,
        all,
    }
}

/// Which buckets of enrolments differ, by a first look at the file; `None` when all rows are needed.
fn differing(origin: &mut Origin, mut sums: Sums) -> Option<Sums> {
    // What is wrong with the file is told by the second look.
    let mut faults = Collector::new(0);
    let mode = origin.each(File::Enrollments, &mut faults, &mut |item| {
        if let Item::Enrollment(row) = &item {
            sums.take(super::digest::of(row));
        }
        true
    });
    (mode == Mode::Bulk && !faults.is_full()).then_some(sums)
}
