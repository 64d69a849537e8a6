//! A OneRoster package.

use super::{
    How, ImportFault,
    digest::Sums,
    load::{Loaded, Origin, load},
    logins, memberships,
    owner::Owner,
    sections::{self, Found},
};
use crate::{Core, broken};
use asc_timetables::Timetable;
use model::{
    ImportId, Problem, SourceId,
    views::{
        ImportFaultRow, ImportFaults, ImportFigures, ImportProgress, RosterReport, TimetableReport,
    },
};
use oneroster::{File, Limits, Mode, Package, Reader, Version};
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};
use storage::{KeptImport, Repository, StagedHow, Staging};

type Result<T> = std::result::Result<T, ImportFault>;

/// What came of a package, and of the week beside it.
type Done = (RosterReport, Option<TimetableReport>);

/// Faults that are told; more are a sign of a wrong file rather than of wrong rows.
const MOST_FAULTS: usize = 200;

impl Core {
    /// Imports a OneRoster package (1.1 or 1.2, bulk or delta; a zip or a folder). A dry run does
    /// all of it and keeps nothing. Importing the same package twice changes nothing.
    ///
    /// # Errors
    /// [`ImportFault::Refused`] with every fault by file, line, column and value.
    pub async fn import_roster(&self, path: &Path, how: How<'_>) -> Result<RosterReport> {
        let reader = Reader::open(path, &Limits::default())?;
        let name = path.file_name().unwrap_or_default();
        let file = name.to_string_lossy().into_owned();
        let done = self
            .import(Origin::Files(Box::new(reader)), file, None, how)
            .await?;
        Ok(done.0)
    }

    /// Imports a package and the week of its one school, `how.only`, in one transaction: the week
    /// refers to classes that the package brings.
    ///
    /// # Errors
    /// See [`Core::import_roster`] and [`Core::import_timetable`].
    pub async fn import_school(
        &self,
        path: &Path,
        week: &Timetable,
        how: How<'_>,
    ) -> Result<(RosterReport, TimetableReport)> {
        let reader = Reader::open(path, &Limits::default())?;
        let name = path.file_name().unwrap_or_default();
        let file = name.to_string_lossy().into_owned();
        let origin = Origin::Files(Box::new(reader));
        let (roster, week) = self.import(origin, file, Some(week), how).await?;
        Ok((roster, week.unwrap_or_default()))
    }

    /// The same for a package that is in memory already.
    ///
    /// # Errors
    /// See [`Core::import_roster`].
    pub async fn import_package(&self, package: &Package, how: How<'_>) -> Result<RosterReport> {
        let origin = Origin::Package(Box::new(package.clone()));
        let done = self.import(origin, String::new(), None, how).await?;
        Ok(done.0)
    }

    async fn import(
        &self,
        origin: Origin,
        file: String,
        week: Option<&Timetable>,
        how: How<'_>,
    ) -> Result<Done> {
        let (name, code) = (
            origin.source().system_name.clone(),
            origin.source().system_code.clone(),
        );
        let v11 = origin.version() == Version::V1_1;
        let staging = self.storage.stage().await.map_err(broken)?;
        let mut db = staging.look().await.map_err(broken)?;
        db.begin_staging().await.map_err(broken)?;
        let source = db.source(&name, &code).await.map_err(broken)?;
        let owner = Owner::find(db.as_mut(), how.only, source).await?;
        let sums = match source {
            Some(source) if !owner.provisional() => kept_sums(db.as_mut(), source, how).await?,
            _ => None,
        };
        let zone = &self.settings.time_zone;
        let loaded = load(db.as_mut(), origin, sums, zone, how).await?;
        (how.progress)(ImportProgress::Comparing);
        db.end_staging().await.map_err(broken)?;
        if !loaded.faults.is_empty() || loaded.truncated {
            return Err(refused(db.as_mut(), loaded.faults, loaded.truncated).await?);
        }
        let own = owner.own(db.as_mut(), loaded.modes[&File::Orgs]).await?;
        let mut staged = staged_how(&loaded, source, v11, self.clock.now());
        staged.own = own;
        db.stage_how(&staged).await.map_err(broken)?;
        let mut chosen = match source {
            Some(source) => db.import_choices(source).await.map_err(broken)?,
            None => BTreeMap::new(),
        };
        chosen.extend(how.choices.0.clone());
        let mut found = sections::resolve(db.as_mut(), &chosen).await?;
        logins::settle(db.as_mut(), &chosen, &mut found).await?;
        // A provisional school is compared as the school it becomes, which it is only for the writer.
        if !owner.provisional() {
            db.compare().await.map_err(broken)?;
        }
        check(db.as_mut(), &found).await?;
        let stamp = db.stamp().await.map_err(broken)?;
        let wanted = db.passwords_wanted().await.map_err(broken)?;
        db.save().await.map_err(broken)?;
        if !how.dry_run && wanted > 0 {
            self.hash_passwords(staging.as_ref(), wanted, how).await?;
        }
        let work = Work {
            staging: staging.as_ref(),
            name: (name, code),
            file,
            week,
            staged,
            owner,
            found,
            loaded,
            stamp,
            wanted,
        };
        self.write(work, how).await
    }

    async fn write(&self, mut work: Work<'_>, how: How<'_>) -> Result<Done> {
        (how.progress)(ImportProgress::Writing);
        let mut db = work.staging.write().await.map_err(broken)?;
        let (name, code) = (&work.name.0, &work.name.1);
        let source = db.keep_source(name, code).await.map_err(broken)?;
        work.staged.source = Some(source);
        let at = work.staged.at;
        let import = db
            .insert_import(&kept(how, source, "roster", at, work.file.clone()))
            .await
            .map_err(broken)?;
        let adopted = work
            .owner
            .adopt(db.as_mut(), import, source, &work.staged)
            .await?;
        db.stage_how(&work.staged).await.map_err(broken)?;
        if adopted || self.stale(db.as_mut(), &work.stamp, import).await? {
            db.compare().await.map_err(broken)?;
            check(db.as_mut(), &work.found).await?;
        }
        db.apply_staged(import).await.map_err(broken)?;
        let staged = db.staged_report(import).await.map_err(broken)?;
        let newest = staged.newest_chat;
        let mut report = RosterReport::from(staged);
        report.passwords = work.wanted;
        report.notices = work.loaded.notices;
        for notice in work.found.notices {
            report.notices.push(notice);
        }
        report.choices = work.found.choices;
        let (classes, staffs) = db.touched().await.map_err(broken)?;
        let day = self.day_of_source(db.as_mut(), source, how.only).await?;
        let followed = memberships::follow(db.as_mut(), classes, staffs, &day, at, how).await?;
        memberships::tell(db.as_mut(), &followed.events, newest, &mut report).await?;
        let mut events = memberships::settle_dialogues(db.as_mut(), followed, at).await?;
        let nothing = report.is_empty() && !adopted;
        if nothing && !how.dry_run {
            drop(db);
            self.remember(source_if_known(work.staging, name, code).await?, how)
                .await?;
            // The week alone is a transaction of its own.
            let mut db = self.storage.write().await.map_err(broken)?;
            let week = self.week_too(db.as_mut(), work.week, how).await?;
            db.save().await.map_err(broken)?;
            return Ok((report, week));
        }
        let week = self.week_too(db.as_mut(), work.week, how).await?;
        if how.dry_run {
            return Ok((report, week));
        }
        let figures = figures(&report);
        let summary = serde_json::to_string(&figures).unwrap_or_default();
        db.keep_summary(import, &summary).await.map_err(broken)?;
        self.note_import(db.as_mut(), how, source, import, &figures)
            .await?;
        let rights = db.rights_changed(import).await.map_err(broken)?;
        self.note_rights(db.as_mut(), how.by, &rights, false)
            .await?;
        db.forget_old_imports().await.map_err(broken)?;
        for (key, option) in &how.choices.0 {
            db.keep_import_choice(source, key, option)
                .await
                .map_err(broken)?;
        }
        events.extend(memberships::signed_out(db.as_mut(), at).await?);
        db.save().await.map_err(broken)?;
        report.import = Some(import);
        self.publish(events);
        self.examine_source(source, how.only).await;
        Ok((report, week))
    }

    /// The week that came with the package, for the one school that it is for.
    async fn week_too(
        &self,
        db: &mut dyn Repository,
        week: Option<&Timetable>,
        how: How<'_>,
    ) -> Result<Option<TimetableReport>> {
        let (Some(week), Some(org)) = (week, how.only) else {
            return Ok(None);
        };
        // Read here: the import may just have given the school its id.
        let org = db.org(org).await.map_err(broken)?;
        let org = org.ok_or(Problem::NotFound)?;
        Ok(Some(self.write_week(db, &org, week, how).await?))
    }

    /// Whether somebody changed school data since it was compared.
    async fn stale(&self, db: &mut dyn Repository, stamp: &str, import: ImportId) -> Result<bool> {
        let now = db.stamp().await.map_err(broken)?;
        // The stamp begins with the last import, which is ours by now.
        let others = |stamp: &str| stamp.split_once(' ').map(|(_, rest)| rest.to_owned());
        let before = stamp
            .split(' ')
            .next()
            .and_then(|id| id.parse::<i64>().ok());
        Ok(others(&now) != others(stamp) || before.is_none_or(|id| id + 1 != import.0))
    }

    async fn remember(&self, source: Option<SourceId>, how: How<'_>) -> Result<()> {
        let Some(source) = source.filter(|_| !how.choices.0.is_empty()) else {
            return Ok(());
        };
        let mut db = self.storage.write().await.map_err(broken)?;
        for (key, option) in &how.choices.0 {
            db.keep_import_choice(source, key, option)
                .await
                .map_err(broken)?;
        }
        db.save().await.map_err(broken)?;
        Ok(())
    }
}

/// An import that is ready to be written.
struct Work<'a> {
    staging: &'a dyn Staging,
    name: (String, String),
    file: String,
    week: Option<&'a Timetable>,
    staged: StagedHow,
    owner: Owner,
    found: Found,
    loaded: Loaded,
    stamp: String,
    wanted: u64,
}

async fn source_if_known(
    staging: &dyn Staging,
    name: &str,
    code: &str,
) -> Result<Option<SourceId>> {
    let mut db = staging.look().await.map_err(broken)?;
    Ok(db.source(name, code).await.map_err(broken)?)
}

async fn kept_sums(
    db: &mut dyn Repository,
    source: SourceId,
    how: How<'_>,
) -> Result<Option<Sums>> {
    let mut sums = Sums::new();
    let mut from = 0;
    loop {
        let page = db.digests(source, how.only, from).await.map_err(broken)?;
        let Some((digests, next)) = page else {
            return Ok(None);
        };
        sums.add_kept(&digests);
        match next {
            Some(next) => from = next,
            None => return Ok(Some(sums)),
        }
    }
}

fn staged_how(loaded: &Loaded, source: Option<SourceId>, v11: bool, at: i64) -> StagedHow {
    let modes: &HashMap<File, Mode> = &loaded.modes;
    let mode = |file: File| match modes.get(&file) {
        Some(Mode::Bulk) => "bulk",
        Some(Mode::Delta) => "delta",
        Some(Mode::Absent) | None => "absent",
    };
    StagedHow {
        source,
        own: None,
        v11,
        orgs: mode(File::Orgs),
        users: mode(File::Users),
        roles: mode(File::Roles),
        classes: mode(File::Classes),
        enrolments: mode(File::Enrollments),
        all_dirty: loaded.all,
        at,
    }
}

async fn check(db: &mut dyn Repository, found: &Found) -> Result<()> {
    let mut faults = found.faults.clone();
    let more = db.staged_faults(MOST_FAULTS + 1).await.map_err(broken)?;
    faults.extend(more);
    if faults.is_empty() {
        return Ok(());
    }
    Err(ImportFault::Refused(capped(faults, false)))
}

/// Faults of the format, with those that staging has found besides.
async fn refused(
    db: &mut dyn Repository,
    mut faults: Vec<ImportFaultRow>,
    truncated: bool,
) -> Result<ImportFault> {
    let more = db.staged_faults(MOST_FAULTS + 1).await.map_err(broken)?;
    faults.extend(more);
    Ok(ImportFault::Refused(capped(faults, truncated)))
}

fn capped(mut list: Vec<ImportFaultRow>, truncated: bool) -> ImportFaults {
    let truncated = truncated || list.len() > MOST_FAULTS;
    list.truncate(MOST_FAULTS);
    ImportFaults { list, truncated }
}

/// What the history keeps of an import; its figures come later.
pub(super) fn kept(
    how: How<'_>,
    source: SourceId,
    kind: &str,
    at: i64,
    file: String,
) -> KeptImport {
    KeptImport {
        id: ImportId(0),
        source: Some(source),
        org: how.only,
        kind: kind.to_owned(),
        at,
        summary: String::new(),
        by: how.by.map(|by| by.person),
        by_name: how.by.map(|by| by.name.clone()),
        file: how.by.map_or(file, |by| by.file.clone()),
        revertible: true,
        undone_at: None,
        undone_by: None,
    }
}

fn figures(report: &RosterReport) -> ImportFigures {
    ImportFigures {
        appears: report.appears.total,
        leaves: report.leaves.total,
        moves: report.moves.total,
        changed: report.changed.total,
        rows: report.rows,
        memberships: report.memberships.total,
        ..ImportFigures::default()
    }
}
