//! `zvonok import`: what changes is said, whether it is kept or not.

use super::{Place, say};
use crate::start;
use model::{
    ImportId,
    views::{Capped, ImportFaultRow, RosterReport, Standing, TimetableReport},
};
use school_core::import::{How, ImportFault, UndoFault};
use std::{io::stdout, path::Path};
use words::{Lang, importing};

/// Lines of one list; the rest is counted.
const SHOWN: usize = 40;

pub(super) async fn roster(
    path: &Path,
    dry_run: bool,
    measure: bool,
    place: &Place,
) -> Result<(), String> {
    let config = place.config()?;
    let started = start::start(&config, &place.data(false), false).await?;
    let begun = now();
    let how = How {
        dry_run,
        ..How::default()
    };
    let report = started.core.import_roster(path, how).await;
    let took = begun.elapsed();
    started.storage.close().await;
    let report = report.map_err(|fault| refused(&fault))?;
    tell_roster(&report, dry_run);
    if measure {
        tell_measured("roster", took, report.totals[3], report.rows);
    }
    Ok(())
}

/// Takes an import back; without a number the last one that was not.
pub(super) async fn undo(import: Option<i64>, measure: bool, place: &Place) -> Result<(), String> {
    let lang = Lang::Russian;
    let config = place.config()?;
    let started = start::start(&config, &place.data(false), false).await?;
    let begun = now();
    let last = match import {
        Some(import) => Some(ImportId(import)),
        None => last_import(&started).await?,
    };
    let undone = match last {
        Some(last) => started.core.undo_import(last, None).await,
        None => Err(UndoFault::Unknown),
    };
    let took = begun.elapsed();
    started.storage.close().await;
    let report = undone.map_err(|fault| not_undone(&fault))?;
    let [gone, back, rows] = [report.gone, report.back, report.rows].map(|n| n.to_string());
    say(&mut stdout(), &importing::undone(lang, &back, &gone, &rows));
    if measure {
        tell_measured("undo", took, report.gone + report.back, (report.rows, 0));
    }
    Ok(())
}

async fn last_import(started: &start::Started) -> Result<Option<ImportId>, String> {
    let broken = |fault: storage::Fault| fault.to_string();
    let mut db = started.core.storage.read().await.map_err(broken)?;
    let mut last = None;
    for org in db.orgs().await.map_err(broken)? {
        let kept = db.imports_of(org.id).await.map_err(broken)?;
        let not_undone = kept.iter().filter(|one| one.undone_at.is_none());
        last = last.max(not_undone.map(|one| one.id).max());
    }
    Ok(last)
}

fn not_undone(fault: &UndoFault) -> String {
    let lang = Lang::Russian;
    match fault {
        UndoFault::Unknown => importing::undo_unknown(lang).into(),
        UndoFault::Undone => importing::undo_undone(lang).into(),
        UndoFault::NotKept => importing::undo_not_kept(lang).into(),
        UndoFault::InTheWay(found) => {
            let told = found
                .iter()
                .map(|one| app::import_speech::say_in_the_way(lang, one));
            let told: Vec<String> = told.collect();
            format!("{}\n{}", importing::undo_in_the_way(lang), told.join("\n"))
        }
        UndoFault::Problem(problem) => app::speech::say(lang, problem),
    }
}

#[expect(clippy::disallowed_methods, reason = "the import is measured")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

/// One line of JSON for `make bench`: seconds, and the most memory that the process has held.
fn tell_measured(what: &str, took: std::time::Duration, people: u64, rows: (u64, u64)) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.trim().split(' ').next()?.parse::<u64>().ok());
    let told = serde_json::json!({
        "bench": format!("import-{what}"),
        "seconds": (took.as_secs_f64() * 100.0).round() / 100.0,
        "peak_mib": kib.map(|kib| kib / 1024),
        "people": people,
        "rows_written": rows.0,
        "rows_removed": rows.1,
    });
    say(&mut stdout(), &told.to_string());
}

pub(super) async fn timetable(
    path: &Path,
    school: &str,
    dry_run: bool,
    place: &Place,
) -> Result<(), String> {
    let config = place.config()?;
    let bytes = std::fs::read(path).map_err(|fault| format!("{}: {fault}", path.display()))?;
    let timetable = asc_timetables::read(&bytes, &asc_timetables::Limits::default())
        .map_err(|faults| refused(&faults.into()))?;
    let started = start::start(&config, &place.data(false), false).await?;
    let how = How {
        dry_run,
        ..How::default()
    };
    let report = started.core.import_timetable(&timetable, school, how).await;
    started.storage.close().await;
    let report = report.map_err(|fault| refused(&fault))?;
    tell_timetable(&report, dry_run);
    Ok(())
}

fn refused(fault: &ImportFault) -> String {
    let lang = Lang::Russian;
    match fault {
        ImportFault::Refused(faults) => {
            let told = app::import_speech::say_faults(lang, faults);
            format!("{}\n{told}", importing::refused(lang))
        }
        ImportFault::School(known) => {
            format!("{}\n{}", importing::which_school(lang), known.join("\n"))
        }
        ImportFault::Problem(problem) => app::speech::say(lang, problem),
    }
}

fn tell_roster(report: &RosterReport, dry_run: bool) {
    let lang = Lang::Russian;
    notices(&report.notices);
    list(&report.appears, importing::appears, placed);
    list(&report.leaves, importing::leaves, placed);
    list(&report.loses_access, importing::loses_access, |one| {
        placed(&one.who)
    });
    list(&report.moves, importing::moves, |moved| {
        let (from, to) = (or_none(&moved.from), or_none(&moved.to));
        format!("{}: {from} → {to}", moved.name)
    });
    list(&report.changed, importing::changed, |one| one.name.clone());
    list(&report.by_hand, importing::by_hand, |one| {
        let (by_hand, in_data) = (or_none(&one.by_hand), or_none(&one.in_data));
        format!("{}: {by_hand} ({in_data})", one.name)
    });
    list(&report.chats, importing::chats, Clone::clone);
    list(&report.memberships, importing::memberships, |change| {
        let sign = if change.joins { "+" } else { "−" };
        format!("{sign} {} — {}", change.name, change.chat)
    });
    let [schools, classes, groups, people] = report.totals.map(|number| number.to_string());
    let mut out = stdout();
    if !report.choices.is_empty() {
        let n = report.choices.len().to_string();
        say(&mut out, &importing::choices(lang, &n));
    }
    say(
        &mut out,
        &importing::totals(lang, &classes, &groups, &people, &schools),
    );
    say(&mut out, ending(report.is_empty(), dry_run));
}

fn tell_timetable(report: &TimetableReport, dry_run: bool) {
    let lang = Lang::Russian;
    notices(&report.notices);
    let [lessons, added, removed, unplaced] = [
        report.lessons,
        report.added,
        report.removed,
        report.unplaced,
    ]
    .map(|number| number.to_string());
    let mut out = stdout();
    say(
        &mut out,
        &importing::timetable(lang, &added, &lessons, &removed, &report.school, &unplaced),
    );
    say(&mut out, ending(report.is_empty(), dry_run));
}

fn ending(nothing: bool, dry_run: bool) -> &'static str {
    match (nothing, dry_run) {
        (true, _) => importing::nothing(Lang::Russian),
        (false, true) => importing::dry(Lang::Russian),
        (false, false) => importing::done(Lang::Russian),
    }
}

/// Somebody with the class, or the roles in words.
fn placed(who: &Standing) -> String {
    let lang = Lang::Russian;
    let place = if who.class.is_empty() {
        let words = who
            .roles
            .iter()
            .map(|role| app::shell::role_name(lang, *role));
        words.collect::<Vec<_>>().join(", ")
    } else {
        who.class.clone()
    };
    format!("{}, {place}", who.name)
}

fn or_none(class: &str) -> &str {
    if class.is_empty() { "—" } else { class }
}

fn notices(notices: &Capped<ImportFaultRow>) {
    let lang = Lang::Russian;
    let mut out = stdout();
    for notice in &notices.items {
        let told = app::import_speech::say_fault(lang, notice);
        say(&mut out, &format!("{}: {told}", importing::notice(lang)));
    }
    more(notices.unsaid());
}

fn list<T>(of: &Capped<T>, title: impl Fn(Lang, &str) -> String, told: impl Fn(&T) -> String) {
    if of.is_empty() {
        return;
    }
    let mut out = stdout();
    say(&mut out, &title(Lang::Russian, &of.total.to_string()));
    for item in of.items.iter().take(SHOWN) {
        say(&mut out, &format!("  {}", told(item)));
    }
    more(of.total.saturating_sub(SHOWN as u64));
}

fn more(unsaid: u64) {
    if unsaid > 0 {
        let told = importing::more(Lang::Russian, &unsaid.to_string());
        say(&mut stdout(), &format!("  {told}"));
    }
}
