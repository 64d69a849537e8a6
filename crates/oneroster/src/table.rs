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

/// Reads the file of `T` as the manifest announces it.
pub(crate) fn read<T: Entity>(
    archive: &mut dyn Archive,
    manifest: &Manifest,
    limits: &Limits,
    faults: &mut Collector,
) -> Table<T> {
    let mut table = Table::absent(T::FILE);
    if faults.is_full() {
        return table;
    }
    let present = archive.contains(T::FILE);
    let Some(mode) = manifest.mode(T::PROPERTY, present, faults) else {
        return table;
    };
    table.mode = mode;
    if mode != Mode::Absent {
        let read = fill(&mut table, archive, manifest, limits, faults);
        if let Err((line, reason)) = read {
            faults.push(Fault::new(T::FILE, line, "", "", reason));
        }
    }
    table
}

/// Reads rows until the end or a fault after which there is nothing to read.
fn fill<T: Entity>(
    table: &mut Table<T>,
    archive: &mut dyn Archive,
    manifest: &Manifest,
    limits: &Limits,
    faults: &mut Collector,
) -> Result<(), (u64, Reason)> {
    let input = archive.open(T::FILE).map_err(|reason| (0, reason))?;
    let mut records = Records::new(input, limits).map_err(|reason| (0, reason))?;
    let mut record = Record::default();
    next(&mut records, &mut record)?;
    let mut required = vec!["sourcedId"];
    if table.mode == Mode::Delta {
        required.push("status");
    }
    required.extend(T::required(manifest.version));
    // An empty file has an empty header, and is told so column by column.
    let Some(columns) = Columns::read(&record, T::FILE, &required, faults) else {
        return Ok(());
    };
    let mut seen = HashMap::new();
    let mut rows = 0;
    while !faults.is_full() && next(&mut records, &mut record)? {
        rows += 1;
        if rows > limits.max_rows {
            let limit = limits.max_rows;
            return Err((record.line, Reason::TooManyRows { limit }));
        }
        let Some(mut cells) = Cells::new(&columns, &record, T::FILE, faults) else {
            continue;
        };
        let line = record.line;
        let source_id = cells.required("sourcedId");
        if !source_id.is_empty() {
            let first_line = *seen.entry(source_id.clone()).or_insert(line);
            if first_line != line {
                cells.fault("sourcedId", Reason::Duplicate { first_line });
            }
        }
        // Bulk files may leave it empty (the standard even asks them to).
        if table.mode == Mode::Delta {
            cells.required("status");
        }
        let status = cells.word("status", deletes, &["active", "tobedeleted"]);
        if status == Some(true) {
            table.deleted.push(Deleted { line, source_id });
            continue;
        }
        let value = T::read(&mut cells, manifest.version);
        if cells.sound()
            && let Some(value) = value
        {
            table.rows.push(Row {
                line,
                source_id,
                value,
            });
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
