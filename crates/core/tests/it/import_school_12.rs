//! The school that this project did not write, `../shared/data/school-12`.

use crate::school_core::{Clock, SchoolTime, import::How};
use asc_timetables::Timetable;
use encoding_rs::WINDOWS_1251;
use oneroster::Package;
use std::path::PathBuf;
use test_support::TestSchool;

fn file(name: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../../../shared/data/school-12").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not beside this checkout", path.display());
    None
}

fn roster() -> Option<Package> {
    Some(oneroster::read(&file("oneroster.zip")?, &oneroster::Limits::default()).unwrap())
}

fn xml() -> Option<String> {
    Some(std::fs::read_to_string(file("timetable-1.xml")?).unwrap())
}

fn week(bytes: &[u8]) -> Timetable {
    asc_timetables::read(bytes, &asc_timetables::Limits::default()).unwrap()
}

#[tokio::test]
async fn imports_clean_and_a_second_time_changes_nothing() {
    let (Some(package), Some(xml)) = (roster(), xml()) else {
        return;
    };
    let school = TestSchool::empty().await;
    let dry = school.try_import(&package, true).await.unwrap();
    assert!(school.orgs().await.is_empty(), "a dry run keeps nothing");
    assert!(
        school
            .read()
            .await
            .source("gen_school", "1")
            .await
            .unwrap()
            .is_none()
    );

    #[expect(clippy::disallowed_methods, reason = "the import is measured")]
    let begun = std::time::Instant::now();
    let mut report = school.import(&package).await;
    let roster_took = begun.elapsed();
    assert!(report.import.take().is_some());
    assert_eq!(report, dry, "a dry run tells what will be");
    assert_eq!(report.totals, [1, 22, 303, 1416]);
    assert_eq!(report.appears.total, 1416);
    assert!(report.leaves.is_empty() && report.moves.is_empty() && report.changed.is_empty());
    assert!(report.notices.is_empty(), "{:?}", report.notices);

    let again = school.import(&package).await;
    assert!(
        again.is_empty() && again.appears.is_empty() && again.changed.is_empty(),
        "{again:?}"
    );
    assert_eq!(again.totals, report.totals);

    let timetable = week(xml.as_bytes());
    let dry = school
        .core
        .import_timetable(&timetable, "660012", How::dry())
        .await
        .unwrap();
    #[expect(clippy::disallowed_methods, reason = "the import is measured")]
    let begun = std::time::Instant::now();
    let mut first = school
        .core
        .import_timetable(&timetable, "660012", How::default())
        .await
        .unwrap();
    let week_took = begun.elapsed();
    eprintln!("school-12: roster {roster_took:?}, timetable {week_took:?}");
    assert!(first.import.take().is_some());
    assert_eq!(first, dry);
    assert!(first.notices.is_empty(), "{:?}", first.notices);
    assert!(first.bells && first.added == first.lessons && first.removed == 0);
    let again = school
        .core
        .import_timetable(&timetable, "660012", How::default())
        .await
        .unwrap();
    assert_eq!((again.added, again.removed, again.bells), (0, 0, false));
    assert_eq!(again.lessons, first.lessons);
}

#[tokio::test]
async fn looks_right() {
    let Some(package) = roster() else { return };
    let school = TestSchool::empty().await;
    school.import(&package).await;
    let org = school.org().await;
    assert_eq!(org.short_name, "Школа № 12");
    let day = SchoolTime::new(&org.time_zone)
        .date(school.clock.now())
        .to_string();
    let mut db = school.read().await;
    let (mut pupils, mut guardians) = (0, std::collections::BTreeSet::new());
    for class in db.classes_of(org.id, false).await.unwrap() {
        let enrolled = db.enrolled(class.id, &day).await.unwrap();
        let teachers = enrolled.iter().filter(|one| one.teacher).count();
        assert_eq!(teachers, 1, "{}", class.class_name);
        pupils += enrolled.len() - teachers;
        let in_class = db.guardians_in(class.id, &day).await.unwrap();
        guardians.extend(in_class.iter().map(|one| one.person));
        assert!(
            db.groups_of(class.id).await.unwrap().len() > 8,
            "{}",
            class.class_name
        );
    }
    assert_eq!(pupils, 576);
    assert_eq!(guardians.len(), 802);
    assert_eq!(db.teachers_of(org.id, &day).await.unwrap().len(), 41);
    drop(db);
    let (_, teacher) = school
        .people()
        .await
        .into_iter()
        .find(|(id, _)| id == "u-t-000021")
        .unwrap();
    let who = school.link("t000021").await;
    assert_eq!(who.id(), teacher);
    assert_eq!(
        school.chat_names(&who).await,
        ["1А класс", "1А класс Родители", "Учительская"]
    );
}

#[tokio::test]
async fn resolves_the_same_without_stated_homerooms_and_partners() {
    let (Some(package), Some(xml)) = (roster(), xml()) else {
        return;
    };
    let mut unsaid = package.clone();
    for row in &mut unsaid.classes.rows {
        row.value.metadata.clear();
    }
    let school = TestSchool::empty().await;
    school.import(&package).await;
    let by_code = school.import(&unsaid).await;
    assert!(
        by_code.is_empty() && by_code.notices.is_empty(),
        "by classCode: {by_code:?}"
    );
    for row in &mut unsaid.classes.rows {
        row.value.code = None;
    }
    let by_name = school.import(&unsaid).await;
    assert!(
        by_name.is_empty() && by_name.notices.is_empty(),
        "by title: {by_name:?}"
    );

    let stated = week(xml.as_bytes());
    school
        .core
        .import_timetable(&stated, "660012", How::default())
        .await
        .unwrap();
    let mut unsaid = stated;
    unsaid
        .lessons
        .iter_mut()
        .for_each(|lesson| lesson.partner_id = None);
    unsaid
        .classes
        .iter_mut()
        .for_each(|class| class.partner_id = None);
    unsaid
        .teachers
        .iter_mut()
        .for_each(|teacher| teacher.partner_id = None);
    let report = school
        .core
        .import_timetable(&unsaid, "660012", How::dry())
        .await
        .unwrap();
    assert_eq!(
        (report.added, report.removed),
        (0, 0),
        "{:?}",
        report.notices
    );
    assert!(report.notices.is_empty(), "{:?}", report.notices);
}

#[tokio::test]
async fn windows_1251_says_the_same() {
    let (Some(package), Some(xml)) = (roster(), xml()) else {
        return;
    };
    let school = TestSchool::empty().await;
    school.import(&package).await;
    let org = school.org().await.name;
    school
        .core
        .import_timetable(&week(xml.as_bytes()), &org, How::default())
        .await
        .unwrap();
    let text = xml.replacen("encoding=\"UTF-8\"", "encoding=\"windows-1251\"", 1);
    let (encoded, _, lossy) = WINDOWS_1251.encode(&text);
    assert!(!lossy);
    let again = school
        .core
        .import_timetable(&week(&encoded), "org-s1", How::default())
        .await
        .unwrap();
    assert_eq!((again.added, again.removed, again.bells), (0, 0, false));
}
