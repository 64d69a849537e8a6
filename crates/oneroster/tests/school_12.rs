//! The school that this project did not write.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{collections::HashMap, path::Path};

use oneroster::{ClassKind, Limits, Mode, RoleKind, Sex, Version};

#[test]
fn is_read_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../../../shared/data/school-12/oneroster.zip");
    if !path.exists() {
        eprintln!("skipped: {} is not beside this checkout", path.display());
        return;
    }
    let package = oneroster::read(&path, &Limits::default()).unwrap();
    assert_eq!(package.version, Version::V1_2);
    assert_eq!(package.source.system_name, "gen_school");
    assert_eq!(package.users.mode, Mode::Bulk);
    assert_eq!(package.orgs.rows.len(), 2);
    assert_eq!(package.academic_sessions.rows.len(), 5);
    assert_eq!(package.courses.rows.len(), 19);
    assert_eq!(package.classes.rows.len(), 325);
    assert_eq!(package.users.rows.len(), 1416);
    assert_eq!(package.roles.rows.len(), 1420);
    assert_eq!(package.enrollments.rows.len(), 7753);
    assert_eq!(package.demographics.rows.len(), 1416);

    let homerooms = package
        .classes
        .rows
        .iter()
        .filter(|r| r.value.kind == ClassKind::Homeroom);
    assert_eq!(homerooms.count(), 22);
    let sections = package
        .classes
        .rows
        .iter()
        .filter(|r| r.value.kind == ClassKind::Scheduled);
    assert!(
        sections
            .clone()
            .all(|r| r.value.metadata.contains_key("homeroomSourcedId"))
    );
    let mut roles: HashMap<&RoleKind, usize> = HashMap::new();
    for row in &package.roles.rows {
        *roles.entry(&row.value.role).or_default() += 1;
    }
    let count = |kind| roles.get(&kind).copied().unwrap_or(0);
    assert_eq!(count(RoleKind::Student), 576);
    assert_eq!(count(RoleKind::Teacher), 41);
    assert_eq!(count(RoleKind::Guardian), 802);
    assert_eq!(count(RoleKind::SiteAdministrator), 1);
    let girls = package
        .demographics
        .rows
        .iter()
        .filter(|r| r.value.sex == Some(Sex::Female));
    assert_eq!(girls.count(), 807);
    let last = package.users.rows.last().unwrap();
    assert_eq!(last.line, 1417);
}
