//! `zvonok log`: whether a log is whole, in the data or in a file that was taken along.

use super::{Place, say};
use school_core::{LogBreak, LogFile, LogLine};
use std::{
    fs::File,
    io::{BufRead as _, BufReader, stdout},
    path::{Path, PathBuf},
};
use storage::Storage as _;
use storage_sqlite::SqliteStorage;
use words::{Lang, log};

/// Entries read at once.
const CHUNK: i64 = 5_000;

/// Checks a file, or else the logs of every organisation in the data.
pub(super) async fn verify(file: Option<PathBuf>, part: bool, place: &Place) -> Result<(), String> {
    match file {
        Some(file) => verify_file(&file, part),
        None => verify_data(&place.data(false)).await,
    }
}

fn verify_file(path: &Path, part: bool) -> Result<(), String> {
    let lang = Lang::Russian;
    let place = path.display().to_string();
    let file = File::open(path).map_err(|fault| format!("{place}: {fault}"))?;
    let mut seen = LogFile::new(part);
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let bad = || log::file_line(lang, &(at + 1).to_string(), &place);
        let line = line.map_err(|_| bad())?;
        if line.trim().is_empty() {
            continue;
        }
        let line: LogLine = serde_json::from_str(&line).map_err(|_| bad())?;
        seen.take(line).map_err(|what| said(&place, what))?;
    }
    tell(&place, &seen, part);
    Ok(())
}

async fn verify_data(data: &Path) -> Result<(), String> {
    let lang = Lang::Russian;
    let file = data.join("zvonok.sqlite");
    if !file.is_file() {
        return Err(log::no_data(lang, &data.display().to_string()));
    }
    let storage = SqliteStorage::open(&file)
        .await
        .map_err(|fault| fault.to_string())?;
    let broken = look(&storage).await;
    storage.close().await;
    let broken = broken.map_err(|fault| fault.to_string())?;
    if broken.is_empty() {
        Ok(())
    } else {
        Err(broken.join("\n"))
    }
}

/// Tells of the logs that are whole and returns what is wrong with the others.
async fn look(storage: &SqliteStorage) -> storage::Result<Vec<String>> {
    let mut db = storage.read().await?;
    let mut broken = Vec::new();
    for org in db.orgs().await? {
        let mut seen = LogFile::new(false);
        let mut last = (0, Vec::new());
        let mut wrong = None;
        while wrong.is_none() {
            let entries = db.audit_after(org.id, last.0, CHUNK).await?;
            if entries.is_empty() {
                break;
            }
            for entry in entries {
                let here = (entry.number, entry.hash.clone());
                let before = std::mem::replace(&mut last, here).1;
                if let Err(what) = seen.take(LogLine::of(&before, entry)) {
                    wrong = Some(said(&org.name, what));
                    break;
                }
            }
        }
        match wrong {
            Some(wrong) => broken.push(wrong),
            None => tell(&org.name, &seen, false),
        }
    }
    Ok(broken)
}

fn tell(place: &str, seen: &LogFile, part: bool) {
    let lang = Lang::Russian;
    let mut out = stdout();
    let entries = u32::try_from(seen.entries).unwrap_or(u32::MAX);
    if entries == 0 {
        return say(&mut out, &log::file_empty(lang, place));
    }
    let told = if part {
        log::file_part(lang, entries, &seen.gaps.to_string(), place)
    } else {
        log::file_whole(lang, entries, place)
    };
    say(&mut out, &told);
    say(&mut out, &log::file_hash(lang, seen.hash()));
}

fn said(place: &str, what: LogBreak) -> String {
    let lang = Lang::Russian;
    match what {
        LogBreak::Changed(number) => log::file_changed(lang, &number.to_string(), place),
        LogBreak::Gap(before, number) => {
            log::file_gap(lang, &before.to_string(), &number.to_string(), place)
        }
        LogBreak::Foreign(number) => log::file_foreign(lang, &number.to_string(), place),
    }
}
