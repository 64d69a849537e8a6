//! A tiny package, and ways to spoil it.
#![allow(dead_code, clippy::unwrap_used)]

use std::io::{Cursor, Write};

use oneroster::{Faults, Limits, Package, read_zip};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Files of a sound bulk package of version 1.2.
pub fn files() -> Vec<(String, String)> {
    let mut manifest =
        "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n".to_owned();
    for name in [
        "orgs",
        "academicSessions",
        "courses",
        "classes",
        "users",
        "roles",
        "enrollments",
    ] {
        manifest += &format!("file.{name},bulk\n");
    }
    manifest += "file.demographics,bulk\nsource.systemName,test\nsource.systemCode,7\n";
    let tables = [
        ("manifest", manifest.as_str()),
        (
            "orgs",
            "sourcedId,name,type,identifier,parentSourcedId\no1,School,school,,\n",
        ),
        (
            "academicSessions",
            "sourcedId,title,type,startDate,endDate\ny1,2026,schoolYear,2026-09-01,2027-05-26\n",
        ),
        (
            "courses",
            "sourcedId,title,orgSourcedId,subjects\nc1,Maths,o1,\n",
        ),
        (
            "classes",
            "sourcedId,title,classType,courseSourcedId,schoolSourcedId,termSourcedIds\n\
             k1,1A,homeroom,,o1,y1\nk2,Maths 1A,scheduled,c1,o1,y1\n",
        ),
        (
            "users",
            "sourcedId,enabledUser,username,givenName,familyName,agentSourcedIds,password\n\
             u1,true,ann,Ann,Lee,,\nu2,TRUE,bob,Bob,Ray,\"u3,u4\",\n",
        ),
        (
            "roles",
            "sourcedId,userSourcedId,roleType,role,orgSourcedId,beginDate\n\
             r1,u1,primary,teacher,o1,2026-09-01\nr2,u2,secondary,Student,o1,\n",
        ),
        (
            "enrollments",
            "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n\
             e1,k1,o1,u1,teacher,true\ne2,k1,o1,u2,student,\n",
        ),
        (
            "demographics",
            "sourcedId,birthDate,sex\nu2,2019-02-28,female\n",
        ),
    ];
    tables
        .map(|(name, text)| (format!("{name}.csv"), text.to_owned()))
        .to_vec()
}

/// The sound package with a change to the text of one file.
pub fn changed(name: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let mut files = files();
    let (_, text) = files.iter_mut().find(|(n, _)| n == name).unwrap();
    assert!(text.contains(from), "{from:?} is in {name}");
    *text = text.replace(from, to);
    files
}

/// The sound package with another text of one file.
pub fn replaced(name: &str, text: &str) -> Vec<(String, String)> {
    let mut files = files();
    files.iter_mut().find(|(n, _)| n == name).unwrap().1 = text.to_owned();
    files
}

pub fn zipped<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_ref(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn read_with<N: AsRef<str>, B: AsRef<[u8]>>(
    files: &[(N, B)],
    limits: &Limits,
) -> Result<Package, Faults> {
    read_zip(Cursor::new(zipped(files)), "package.zip", limits)
}

pub fn read<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Result<Package, Faults> {
    read_with(files, &Limits::default())
}

/// A fault as file, line, column, value and code.
pub type Told = (String, u64, String, String, &'static str);

pub fn told(result: Result<Package, Faults>) -> Vec<Told> {
    let faults = result.expect_err("the package is refused").list;
    faults
        .into_iter()
        .map(|f| (f.file, f.line, f.column, f.value, f.reason.code()))
        .collect()
}

pub fn one(file: &str, line: u64, column: &str, value: &str, code: &'static str) -> Vec<Told> {
    vec![(
        file.to_owned(),
        line,
        column.to_owned(),
        value.to_owned(),
        code,
    )]
}
