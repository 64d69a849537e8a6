//! `zvonok import`: what changes is said, whether it is kept or not.

use super::{Place, say};
use crate::start;
use model::Role;
use school_core::import::{ImportFault, Report, TimetableReport};
use std::{io::stdout, path::Path};
use words::{Lang, importing};

/// Lines of one list; the rest is counted.
const SHOWN: usize = 40;

pub(super) async fn roster(path: &Path, dry_run: bool, place: &Place) -> Result<(), String> {
    let config = place.config()?;
    let package = oneroster::read(path, &oneroster::Limits::default())
        .map_err(|faults| refused(&ImportFault::Roster(faults)))?;
    let started = start::start(&config, &place.data(false), false).await?;
    let report = started.core.import_roster(&package, dry_run).await;
    started.storage.close().await;
    let report = report.map_err(|fault| refused(&fault))?;
    tell_roster(&report, dry_run);
    Ok(())
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
        .map_err(|faults| refused(&ImportFault::Timetable(faults)))?;
    let started = start::start(&config, &place.data(false), false).await?;
    let report = started
        .core
        .import_timetable(&timetable, school, dry_run)
        .await;
    started.storage.close().await;
    let report = report.map_err(|fault| refused(&fault))?;
    tell_timetable(&report, dry_run);
    Ok(())
}

fn refused(fault: &ImportFault) -> String {
    let lang = Lang::Russian;
    match fault {
        ImportFault::Roster(faults) => format!("{}\n{faults}", importing::refused(lang)),
        ImportFault::Timetable(faults) => format!("{}\n{faults}", importing::refused(lang)),
        ImportFault::School(known) => {
            format!("{}\n{}", importing::which_school(lang), known.join("\n"))
        }
        ImportFault::Problem(problem) => app::speech::say(lang, problem),
    }
}

fn count(number: usize) -> String {
    number.to_string()
}

fn tell_roster(report: &Report, dry_run: bool) {
    let lang = Lang::Russian;
    let mut out = stdout();
    for notice in &report.notices {
        say(&mut out, &format!("{}: {notice}", importing::notice(lang)));
    }
    list(
        importing::appears(lang, &count(report.appears.len())),
        report
            .appears
            .iter()
            .map(|(name, place)| format!("{name}, {}", in_words(place))),
    );
    list(
        importing::leaves(lang, &count(report.leaves.len())),
        report
            .leaves
            .iter()
            .map(|(name, place)| format!("{name}, {}", in_words(place))),
    );
    list(
        importing::moves(lang, &count(report.moves.len())),
        report.moves.iter().map(|moved| {
            format!(
                "{}: {} → {}",
                moved.name,
                or_none(&moved.from),
                or_none(&moved.to)
            )
        }),
    );
    list(
        importing::changed(lang, &count(report.changed.len())),
        report.changed.iter().cloned(),
    );
    list(
        importing::chats(lang, &count(report.chats.len())),
        report.chats.iter().cloned(),
    );
    list(
        importing::memberships(lang, &count(report.memberships.len())),
        report.memberships.iter().map(|change| {
            format!(
                "{} {} — {}",
                if change.joins { "+" } else { "−" },
                change.name,
                change.chat
            )
        }),
    );
    let [schools, classes, groups, people] = report.totals.map(count);
    say(
        &mut out,
        &importing::totals(lang, &classes, &groups, &people, &schools),
    );
    say(&mut out, ending(report.is_empty(), dry_run));
}

fn tell_timetable(report: &TimetableReport, dry_run: bool) {
    let lang = Lang::Russian;
    let mut out = stdout();
    for notice in &report.notices {
        say(&mut out, &format!("{}: {notice}", importing::notice(lang)));
    }
    let [lessons, added, removed, unplaced] = [
        report.lessons,
        report.added,
        report.removed,
        report.unplaced,
    ]
    .map(count);
    say(
        &mut out,
        &importing::timetable(lang, &added, &lessons, &removed, &report.school, &unplaced),
    );
    let nothing = report.added + report.removed == 0 && !report.bells;
    say(&mut out, ending(nothing, dry_run));
}

fn ending(nothing: bool, dry_run: bool) -> &'static str {
    match (nothing, dry_run) {
        (true, _) => importing::nothing(Lang::Russian),
        (false, true) => importing::dry(Lang::Russian),
        (false, false) => importing::done(Lang::Russian),
    }
}

/// A class as it is, roles in words.
fn in_words(place: &str) -> String {
    let word = |code: &str| match Role::from_code(code) {
        Some(role) => app::shell::role_name(Lang::Russian, role).to_owned(),
        None => code.to_owned(),
    };
    place.split(", ").map(word).collect::<Vec<_>>().join(", ")
}

fn or_none(class: &str) -> &str {
    if class.is_empty() { "—" } else { class }
}

fn list(title: String, items: impl ExactSizeIterator<Item = String>) {
    let total = items.len();
    if total == 0 {
        return;
    }
    let mut out = stdout();
    say(&mut out, &title);
    for item in items.take(SHOWN) {
        say(&mut out, &format!("  {item}"));
    }
    if total > SHOWN {
        say(
            &mut out,
            &format!(
                "  {}",
                importing::more(Lang::Russian, &count(total - SHOWN))
            ),
        );
    }
}
