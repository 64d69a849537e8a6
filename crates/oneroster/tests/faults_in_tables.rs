//! Every way of being wrong is told with its file, line, column and value.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{changed, files, one, read, replaced, told};

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
fn values() {
    check(
        "orgs.csv",
        ",School,",
        ", ,",
        2,
        "name",
        "",
        "empty-required",
    );
    check(
        "orgs.csv", ",school,", ",scool,", 2, "type", "scool", "bad-enum",
    );
    check(
        "academicSessions.csv",
        "2027-05-26",
        "26.05.2027",
        2,
        "endDate",
        "26.05.2027",
        "bad-date",
    );
    check(
        "demographics.csv",
        "2019-02-28",
        "2019-02-29",
        2,
        "birthDate",
        "2019-02-29",
        "bad-date",
    );
    check(
        "users.csv",
        "TRUE",
        "yes",
        3,
        "enabledUser",
        "yes",
        "bad-boolean",
    );
    check(
        "users.csv",
        "u2,TRUE",
        ",TRUE",
        3,
        "sourcedId",
        "",
        "empty-required",
    );
    check(
        "roles.csv",
        "secondary",
        "second",
        3,
        "roleType",
        "second",
        "bad-enum",
    );
    check(
        "roles.csv",
        "Student",
        "pupil",
        3,
        "role",
        "pupil",
        "bad-enum",
    );
    check(
        "enrollments.csv",
        "e2,",
        "e1,",
        3,
        "sourcedId",
        "e1",
        "duplicate",
    );
    check(
        "classes.csv",
        "scheduled,c1",
        "scheduled,",
        3,
        "courseSourcedId",
        "",
        "empty-required",
    );
    check(
        "classes.csv",
        "k1,1A,homeroom,,o1,y1",
        "k1,1A,homeroom,,o1,\",\"",
        2,
        "termSourcedIds",
        ",",
        "empty-required",
    );
}

#[test]
fn shape_of_rows() {
    check(
        "courses.csv",
        "c1,Maths,o1,",
        "c1,Maths,o1",
        2,
        "",
        "",
        "wrong-field-count",
    );
    check(
        "courses.csv",
        "c1,Maths,o1,",
        "c1,Maths,o1,,x",
        2,
        "",
        "",
        "wrong-field-count",
    );
    check(
        "courses.csv",
        "c1,Maths",
        "c1,\"Maths\"s",
        2,
        "title",
        "",
        "bad-csv",
    );
    check(
        "courses.csv",
        "Maths,o1,\n",
        "\"\nMaths\",o1,\nc2,\"M,o1,\n",
        4,
        "title",
        "",
        "bad-csv",
    );
    // Padding with nothing is no data lost.
    assert!(read(&changed("courses.csv", "c1,Maths,o1,", "c1,Maths,o1,,,")).is_ok());
}

#[test]
fn headers() {
    check(
        "users.csv",
        "username",
        "login",
        1,
        "username",
        "",
        "missing-column",
    );
    check(
        "users.csv",
        "password",
        "GivenName",
        1,
        "GivenName",
        "",
        "duplicate",
    );
    let all = told(read(&replaced("enrollments.csv", "")));
    assert_eq!(all.len(), 5);
    assert_eq!(
        all[..1],
        one("enrollments.csv", 0, "sourcedId", "", "missing-column")[..]
    );
}

#[test]
fn encodings() {
    let mut files: Vec<_> = files()
        .into_iter()
        .map(|(n, t)| (n, t.into_bytes()))
        .collect();
    files[3].1 = b"sourcedId,title,orgSourcedId\nc1,Maths,o1\nc2,\xCC\xE0\xF2,o1\n".to_vec();
    let expected = one(
        "courses.csv",
        3,
        "title",
        "\u{FFFD}\u{FFFD}\u{FFFD}",
        "not-utf8",
    );
    assert_eq!(told(read(&files)), expected);
    files[3].1 = b"sourcedId,title,orgSourcedId,\xCC\nc1,Maths,o1,\n".to_vec();
    assert_eq!(
        told(read(&files)),
        one("courses.csv", 1, "", "\u{FFFD}", "not-utf8")
    );
}

#[test]
fn passwords_are_not_repeated() {
    let files = changed("users.csv", "ann,Ann,Lee,,", "ann,Ann,Lee,,hunter2");
    let package = read(&files).unwrap();
    assert_eq!(
        package.users.rows[0]
            .value
            .password
            .as_ref()
            .unwrap()
            .reveal(),
        "hunter2"
    );
    assert!(!format!("{package:?}").contains("hunter2"));
    let mut files: Vec<_> = files
        .into_iter()
        .map(|(n, t)| (n, t.into_bytes()))
        .collect();
    let text = &mut files[5].1;
    let at = text.windows(7).position(|w| w == b"hunter2").unwrap();
    text[at + 6] = 0xFF;
    assert_eq!(
        told(read(&files)),
        one("users.csv", 2, "password", "", "not-utf8")
    );
}
