//! Reads one file of a package.

use std::collections::HashMap;

use crate::{
    Collector, Deleted, Fault, Limits, Mode, Reason, Row, Table,
    archive::Archive,
    cells::Cells,
    columns::Columns,
    entity::Entity,
    manifest::Manifest,
    records::{Record, Records},
};

/// A row of a file, or one that is marked for deletion.
pub(crate) enum Line<T> {
    /// A row.
    Row(Row<T>),
    /// Marked for deletion.
    Deleted(Deleted),
}

/// Reads the file of `T` as the manifest announces it, into memory.
pub(crate) fn read<T: Entity>(
    archive: &mut dyn Archive,
    manifest: &Manifest,
    limits: &Limits,
    faults: &mut Collector,
) -> Table<T> {
    let mut table = Table::absent(T::FILE);
    let mut seen = HashMap::new();
    let duplicate = |id: &str, line: u64| {
        let first_line = *seen.entry(id.to_owned()).or_insert(line);
        (first_line != line).then_some(first_line)
    };
    let mode = each::<T>(archive, manifest, limits, faults, duplicate, &mut |line| {
        match line {
            Line::Row(row) => table.rows.push(row),
            Line::Deleted(row) => table.deleted.push(row),
        }
        true
    });
    table.mode = mode;
    table
}

/// Hands on the rows of the file of `T` as they are read, until the end, a fault after which there
/// is nothing to read, or an answer of `false`. `duplicate` tells the first line of an identifier
/// that was there before.
pub(crate) fn each<T: Entity>(
    archive: &mut dyn Archive,
    manifest: &Manifest,
    limits: &Limits,
    faults: &mut Collector,
    duplicate: impl FnMut(&str, u64) -> Option<u64>,
    take: &mut dyn FnMut(Line<T>) -> bool,
) -> Mode {
    if faults.is_full() {
        return Mode::Absent;
    }
    let present = archive.contains(T::FILE);
    let Some(mode) = manifest.mode(T::PROPERTY, present, faults) else {
        return Mode::Absent;
    };
    if mode != Mode::Absent {
        let read = fill(mode, archive, manifest, limits, faults, duplicate, take);
        if let Err((line, reason)) = read {
            faults.push(Fault::new(T::FILE, line, "", "", reason));
        }
    }
    mode
}

fn fill<T: Entity>(
    mode: Mode,
    archive: &mut dyn Archive,
    manifest: &Manifest,
    limits: &Limits,
    faults: &mut Collector,
    mut duplicate: impl FnMut(&str, u64) -> Option<u64>,
    take: &mut dyn FnMut(Line<T>) -> bool,
) -> Result<(), (u64, Reason)> {
    let input = archive.open(T::FILE).map_err(|reason| (0, reason))?;
    let mut records = Records::new(input, limits).map_err(|reason| (0, reason))?;
    let mut record = Record::default();
    next(&mut records, &mut record)?;
    let mut required = vec!["sourcedId"];
    if mode == Mode::Delta {
        required.push("status");
    }
    required.extend(T::required(manifest.version));
    // An empty file has an empty header, and is told so column by column.
    let Some(columns) = Columns::read(&record, T::FILE, &required, faults) else {
        return Ok(());
    };
    while !faults.is_full() && next(&mut records, &mut record)? {
        let Some(mut cells) = Cells::new(&columns, &record, T::FILE, faults) else {
            continue;
        };
        let line = record.line;
        let source_id = cells.required("sourcedId");
        if !source_id.is_empty()
            && let Some(first_line) = duplicate(&source_id, line)
        {
            cells.fault("sourcedId", Reason::Duplicate { first_line });
        }
        // Bulk files may leave it empty (the standard even asks them to).
        if mode == Mode::Delta {
            cells.required("status");
        }
        let status = cells.word("status", deletes, &["active", "tobedeleted"]);
        let go_on = if status == Some(true) {
            take(Line::Deleted(Deleted { line, source_id }))
        } else {
            let value = T::read(&mut cells, manifest.version);
            match value.filter(|_| cells.sound()) {
                Some(value) => take(Line::Row(Row {
                    line,
                    source_id,
                    value,
                })),
                None => true,
            }
        };
        if !go_on {
            break;
        }
    }
    Ok(())
}

fn next<R: std::io::Read>(
    records: &mut Records<'_, R>,
    record: &mut Record,
) -> Result<bool, (u64, Reason)> {
    records
        .read(record)
        .map_err(|reason| (records.line(), reason))
}

fn deletes(word: &str) -> Option<bool> {
    match word {
        w if w.eq_ignore_ascii_case("active") => Some(false),
        w if w.eq_ignore_ascii_case("tobedeleted") => Some(true),
        _ => None,
    }
}
