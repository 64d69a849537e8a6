//! Sound packages in the shapes real exporters give them.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::io::Cursor;

use common::{changed, files, one, read, replaced, told};
use oneroster::{
    ClassKind, EnrollmentRole, Limits, Mode, OrgKind, RoleKind, Sex, Source, Version,
    write::{Export, Sheet},
};

#[test]
fn plain() {
    let package = read(&files()).unwrap();
    assert_eq!(package.version, Version::V1_2);
    assert_eq!(
        package.source,
        Source {
            system_name: "test".into(),
            system_code: "7".into()
        }
    );
    assert_eq!(package.orgs.rows[0].value.kind, OrgKind::School);
    assert_eq!(
        package.academic_sessions.rows[0].value.ends.to_string(),
        "2027-05-26"
    );
    assert_eq!(package.classes.rows[0].value.kind, ClassKind::Homeroom);
    assert_eq!(package.classes.rows[0].value.course, None);
    assert_eq!(package.classes.rows[1].value.terms, ["y1"]);
    let user = &package.users.rows[1];
    assert_eq!((user.line, user.source_id.as_str()), (3, "u2"));
    assert_eq!(user.value.agents, ["u3", "u4"]);
    let role = &package.roles.rows[1].value;
    assert_eq!(
        (&role.role, role.primary, role.begins),
        (&RoleKind::Student, false, None)
    );
    assert_eq!(
        package.enrollments.rows[1].value.role,
        EnrollmentRole::Student
    );
    assert_eq!(package.demographics.rows[0].value.sex, Some(Sex::Female));
}

#[test]
fn byte_order_mark_crlf_any_case_any_order_extra_columns() {
    let users = "\u{FEFF}FAMILYNAME,pet,GivenName,userName,EnabledUser,SourcedID,Metadata.Nick,metadata.none\r\n\
                 Lee,cat,Ann,ann,true,u1,Annie,\r\n\
                 \"O\"\"Ray, jr\",,\"Bob\r\nJohn\",bob,False,u2,,\r\n\
                 \r\n\
                 Wu,,Cy,cy,true,u3,,\r\n";
    let package = read(&replaced("users.csv", users)).unwrap();
    let rows = package.users.rows;
    assert_eq!(rows.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 3, 6]);
    assert_eq!(
        rows[0].value.metadata,
        [("Nick".into(), "Annie".into())].into()
    );
    assert_eq!(rows[1].value.family, "O\"Ray, jr");
    assert_eq!(rows[1].value.given, "Bob\r\nJohn");
    assert!(!rows[1].value.enabled);
}

#[test]
fn words() {
    let package = read(&changed("roles.csv", "Student", "relative")).unwrap();
    assert_eq!(package.roles.rows[1].value.role, RoleKind::Guardian);
    let package = read(&changed("roles.csv", "Student", "principal")).unwrap();
    assert_eq!(
        package.roles.rows[1].value.role,
        RoleKind::SiteAdministrator
    );
    let package = read(&changed("roles.csv", "Student", "counselor")).unwrap();
    assert_eq!(
        package.roles.rows[1].value.role,
        RoleKind::Other("counselor".into())
    );
    let package = read(&changed("roles.csv", "Student", "ext:cook")).unwrap();
    assert_eq!(
        package.roles.rows[1].value.role,
        RoleKind::Other("ext:cook".into())
    );
}

#[test]
fn delta() {
    let delta = |users: &str| {
        let mut files = changed("manifest.csv", "file.users,bulk", "file.users,delta");
        files[5].1 = format!(
            "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName\n{users}"
        );
        read(&files)
    };
    let package = delta("u1,tobedeleted,,,,,\nu2,active,,true,bob,Bob,Ray\n").unwrap();
    assert_eq!(package.users.mode, Mode::Delta);
    assert_eq!(package.orgs.mode, Mode::Bulk);
    assert_eq!(
        (package.users.rows.len(), package.users.deleted.len()),
        (1, 1)
    );
    assert_eq!(
        (
            package.users.deleted[0].line,
            &*package.users.deleted[0].source_id
        ),
        (2, "u1")
    );
    let twice = told(delta("u1,tobedeleted,,,,,\nu1,active,,true,bob,Bob,Ray\n"));
    assert_eq!(twice, one("users.csv", 3, "sourcedId", "u1", "duplicate"));
    let unsaid = told(delta("u1,,,true,bob,Bob,Ray\n"));
    assert_eq!(unsaid, one("users.csv", 2, "status", "", "empty-required"));
    let unknown = told(delta("u1,inactive,,true,bob,Bob,Ray\n"));
    assert_eq!(
        unknown,
        one("users.csv", 2, "status", "inactive", "bad-enum")
    );
}

#[test]
fn version_1_1_has_roles_in_users() {
    let mut files = changed("manifest.csv", "version,1.2", "version,1.1");
    files[5].1 = "sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName\n\
                  u1,true,\"o1,o2,o1\",administrator,ann,Ann,Lee\nu2,true,o1,parent,bob,Bob,Ray\n"
        .into();
    let package = read(&files).unwrap();
    assert_eq!(
        (package.roles.file, package.roles.mode),
        ("users.csv", Mode::Bulk)
    );
    let told: Vec<_> = package
        .roles
        .rows
        .iter()
        .map(|row| {
            (
                row.line,
                row.source_id.as_str(),
                &row.value.role,
                row.value.primary,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (2, "u1@o1", &RoleKind::SiteAdministrator, true),
            (2, "u1@o2", &RoleKind::SiteAdministrator, false),
            (3, "u2@o1", &RoleKind::Guardian, true),
        ]
    );
    assert_eq!(package.users.rows[0].value.orgs, ["o1", "o2", "o1"]);
    files[5].1 = files[5].1.replace("o1,parent", ",robot");
    assert_eq!(
        common::told(read(&files)),
        [
            one("users.csv", 3, "role", "robot", "bad-enum"),
            one("users.csv", 3, "orgSourcedIds", "", "empty-required"),
        ]
        .concat()
    );
}

#[test]
fn absent_files_say_nothing() {
    let package = read(&changed(
        "manifest.csv",
        "file.users,bulk",
        "file.users,absent",
    ))
    .unwrap();
    assert_eq!(
        (package.users.mode, package.users.rows.len()),
        (Mode::Absent, 0)
    );
}

#[test]
fn folder_inside_of_the_archive() {
    let mut inside: Vec<_> = files()
        .into_iter()
        .map(|(n, t)| (format!("school/{n}"), t))
        .collect();
    inside.push(("__MACOSX/manifest.csv".into(), "shadow".into()));
    assert_eq!(read(&inside).unwrap(), read(&files()).unwrap());
    let windows: Vec<_> = files()
        .into_iter()
        .map(|(n, t)| (format!("school\\{n}"), t))
        .collect();
    assert_eq!(read(&windows).unwrap(), read(&files()).unwrap());
}

#[test]
fn written_packages_are_read_back_alike_from_folder_and_zip() {
    let mut orgs = Sheet::new("orgs", Mode::Bulk, &["sourcedId", "name", "type"]);
    orgs.push(["o1", "School \"Joy\", no. 1", "school"]);
    let mut courses = Sheet::new(
        "courses",
        Mode::Delta,
        &["sourcedId", "status", "title", "orgSourcedId"],
    );
    courses.push(["c1", "tobedeleted", "", ""]);
    let source = Source {
        system_name: "demo".into(),
        system_code: String::new(),
    };
    let mut export = Export {
        version: Version::V1_2,
        source,
        sheets: vec![orgs, courses],
    };
    let zip = export.to_zip(Cursor::new(Vec::new())).unwrap().into_inner();
    assert_eq!(
        zip,
        export.to_zip(Cursor::new(Vec::new())).unwrap().into_inner()
    );

    let root = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("oneroster-shapes");
    let _ = std::fs::remove_dir_all(&root);
    export.to_folder(&root.join("folder")).unwrap();
    std::fs::write(root.join("package.zip"), zip).unwrap();
    let limits = Limits::default();
    let from_folder = oneroster::read(&root.join("folder"), &limits).unwrap();
    assert_eq!(
        from_folder,
        oneroster::read(&root.join("package.zip"), &limits).unwrap()
    );
    assert_eq!(from_folder.orgs.rows[0].value.name, "School \"Joy\", no. 1");
    assert_eq!(from_folder.courses.deleted[0].source_id, "c1");

    export.sheets[0].push(["too short"]);
    assert!(export.files().is_err());
}
