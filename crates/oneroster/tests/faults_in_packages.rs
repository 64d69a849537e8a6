//! What is wrong with a whole package or file, and how many faults are told.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::path::Path;

use common::{changed, files, one, read, read_with, replaced, told};
use oneroster::{Fault, Limits, Reason};

/// The only fault after changing the text of a file.
#[track_caller]
fn check(
    file: &str,
    from: &str,
    to: &str,
    line: u64,
    column: &str,
    value: &str,
    code: &'static str,
) {
    assert_eq!(
        told(read(&changed(file, from, to))),
        one(file, line, column, value, code)
    );
}

#[test]
fn manifest() {
    check(
        "manifest.csv",
        "version,1.2",
        "version,1.0",
        3,
        "oneroster.version",
        "1.0",
        "unsupported-version",
    );
    check(
        "manifest.csv",
        "oneroster.version",
        "x",
        0,
        "oneroster.version",
        "",
        "missing-manifest-property",
    );
    check(
        "manifest.csv",
        "manifest.version,1.0",
        "manifest.version,2",
        2,
        "manifest.version",
        "2",
        "unsupported-version",
    );
    check(
        "manifest.csv",
        "file.users,bulk",
        "file.users,full",
        8,
        "file.users",
        "full",
        "bad-enum",
    );
    check(
        "manifest.csv",
        "file.users",
        "file.people",
        0,
        "file.users",
        "",
        "missing-manifest-property",
    );
    check(
        "manifest.csv",
        "file.users",
        "file.orgs",
        8,
        "propertyName",
        "file.orgs",
        "duplicate",
    );
    let without = |name: &str| {
        files()
            .into_iter()
            .filter(|(n, _)| n != name)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(read(&without("manifest.csv"))),
        one("manifest.csv", 0, "", "", "missing-file")
    );
    assert_eq!(
        told(read(&without("users.csv"))),
        one("users.csv", 0, "", "", "missing-file")
    );
}

#[test]
fn limits() {
    let columns = Limits {
        max_columns: 4,
        ..Limits::default()
    };
    assert!(told(read_with(&files(), &columns)).contains(&(
        "users.csv".into(),
        1,
        String::new(),
        String::new(),
        "too-many-columns"
    )));
    let bytes = Limits {
        max_file_bytes: 400,
        ..Limits::default()
    };
    let long = changed("courses.csv", "\nc1,", &format!("\n{},", "c".repeat(400)));
    assert!(
        told(read_with(&long, &bytes))
            .iter()
            .any(|f| f.0 == "courses.csv" && f.4 == "too-large")
    );
    let field = Limits {
        max_field_bytes: 30,
        ..Limits::default()
    };
    let long = changed("courses.csv", "Maths", &"m".repeat(31));
    assert_eq!(
        told(read_with(&long, &field)),
        one("courses.csv", 2, "title", "", "too-large")
    );
    let entries = Limits {
        max_entries: 8,
        ..Limits::default()
    };
    assert_eq!(
        told(read_with(&files(), &entries)),
        one("package.zip", 0, "", "", "too-many-files")
    );
}

#[test]
fn all_faults_up_to_a_limit() {
    let rows: String = (0..10)
        .map(|i| format!("u{i},2019-13-01,robot\n"))
        .collect();
    let files = replaced(
        "demographics.csv",
        &format!("sourcedId,birthDate,sex\n{rows}"),
    );
    assert_eq!(told(read(&files)).len(), 20);
    let limits = Limits {
        max_faults: 7,
        ..Limits::default()
    };
    let faults = read_with(&files, &limits).unwrap_err();
    assert_eq!((faults.list.len(), faults.truncated), (7, true));
    let limits = Limits {
        max_faults: 20,
        ..Limits::default()
    };
    assert!(!read_with(&files, &limits).unwrap_err().truncated);
}

#[test]
fn archives() {
    let mut unsafe_name = files();
    unsafe_name.push(("a\\..\\..\\x.csv".into(), String::new()));
    assert_eq!(
        told(read(&unsafe_name)),
        one("package.zip", 0, "", "a/../../x.csv", "unsafe-path")
    );
    let two = [("a/manifest.csv", ""), ("b/manifest.csv", "")];
    assert_eq!(told(read(&two)), one("package.zip", 0, "", "", "ambiguous"));
    let limits = Limits::default();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let not = oneroster::read(&here.join("Cargo.toml"), &limits);
    assert_eq!(told(not), one("Cargo.toml", 0, "", "", "not-an-archive"));
    assert_eq!(
        told(oneroster::read(&here.join("nothing"), &limits))[0].4,
        "io"
    );
    let small = Limits {
        max_file_bytes: 10,
        ..Limits::default()
    };
    let large = oneroster::read(&here.join("Cargo.toml"), &small);
    assert_eq!(told(large), one("Cargo.toml", 0, "", "", "too-large"));
}

#[test]
fn damaged_archive_is_told_and_not_believed() {
    let mut zip = common::zipped(&files());
    let at = zip.windows(5).position(|w| w == b"Maths").unwrap_or(60);
    zip[at] ^= 0xFF;
    let read = oneroster::read_zip(std::io::Cursor::new(zip), "package.zip", &Limits::default());
    assert!(read.is_err());
}

#[test]
fn words_of_a_fault() {
    let reason = Reason::BadEnum {
        allowed: &["a", "b"],
    };
    let fault = Fault::new("users.csv", 3, "role", &"ы".repeat(100), reason);
    assert_eq!(fault.value.chars().count(), 81);
    let fault = Fault {
        value: "c".into(),
        ..fault
    };
    assert_eq!(
        fault.to_string(),
        r#"users.csv, line 3, column role, value "c": is not one of: a, b"#
    );
    let whole = Fault::new("users.csv", 0, "", "", Reason::MissingFile);
    assert_eq!(whole.to_string(), "users.csv: the file is missing");
}
