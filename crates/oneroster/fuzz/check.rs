//! What must hold whatever the bytes are. Driven by the fuzzers, and by `tests/corpus.rs` with what
//! they have found.
#![allow(dead_code)]

use oneroster::{Faults, Limits, Package, read_zip};
use std::io::{Cursor, Write as _};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Small, so that a fuzzer reaches them.
fn limits() -> Limits {
    Limits {
        max_file_bytes: 256 * 1024,
        max_entries: 50,
        max_rows: 200,
        max_columns: 60,
        max_field_bytes: 2_000,
        max_faults: 20,
    }
}

/// The bytes are a zip, or say so.
pub fn archive(bytes: &[u8]) {
    sound(
        read_zip(Cursor::new(bytes), "fuzz.zip", &limits()),
        usize::MAX,
    );
}

/// The bytes are files: each begins with a line `=== name`, what comes before the first is the
/// manifest.
pub fn tables(bytes: &[u8]) {
    let mut files = vec![(b"manifest.csv".to_vec(), Vec::new())];
    let mut most = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"=== ") {
            Some(name) => files.push((name.trim_ascii().to_vec(), Vec::new())),
            None => files
                .last_mut()
                .expect("the manifest")
                .1
                .extend_from_slice(line),
        }
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in &files {
        let breaks = text.iter().filter(|byte| matches!(**byte, b'\n' | b'\r'));
        most = most.max(breaks.count() + 1);
        let name = String::from_utf8_lossy(name);
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        // Twice the same name is no archive.
        if zip.start_file(name, options).is_ok() {
            zip.write_all(text).expect("memory");
        }
    }
    let Ok(zip) = zip.finish() else { return };
    sound(read_zip(zip, "fuzz.zip", &limits()), most);
}

/// A refusal says what is wrong and where, within bounds; so does what is accepted.
fn sound(result: Result<Package, Faults>, lines: usize) {
    let within = |line: u64| usize::try_from(line).is_ok_and(|line| line <= lines);
    match result {
        Ok(package) => {
            for row in &package.users.rows {
                assert!(
                    row.line > 1 && within(row.line),
                    "a row stands in a line after the header"
                );
                assert!(!row.source_id.is_empty(), "a row has an identifier");
                assert!(row.source_id.len() <= limits().max_field_bytes);
            }
            let mut seen = std::collections::HashSet::new();
            let enrollments = &package.enrollments;
            for id in enrollments.rows.iter().map(|row| &row.source_id) {
                assert!(seen.insert(id), "an identifier is there once");
            }
        }
        Err(faults) => {
            assert!(!faults.list.is_empty(), "a refusal has a reason");
            assert!(
                faults.list.len() <= limits().max_faults,
                "no more than may be kept"
            );
            for fault in &faults.list {
                assert!(within(fault.line), "{fault}");
                assert!(!fault.reason.to_string().is_empty());
                assert!(fault.to_string().len() < 4_000, "a fault is short");
            }
        }
    }
}
