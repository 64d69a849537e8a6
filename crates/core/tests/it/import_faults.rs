use crate::school_core::import::{How, ImportFault};
use model::views::{FaultReason, ImportChoices, ImportFaultRow};
use oneroster::Package;
use test_support::{PlainSchool, TestSchool};

/// File, line, column, value of every fault.
async fn refused(school: &TestSchool, package: &Package) -> Vec<(String, u64, String, String)> {
    match school.try_import(package, false).await {
        Err(ImportFault::Refused(faults)) => {
            let told = |f: ImportFaultRow| (f.file, f.line, f.column, f.value);
            faults.list.into_iter().map(told).collect()
        }
        other => panic!("refused with faults: {other:?}"),
    }
}

#[tokio::test]
async fn rows_that_point_nowhere_are_told_all_at_once_and_nothing_is_kept() {
    let mut package = PlainSchool::example().package();
    "x1".clone_into(&mut package.classes.rows[1].value.school);
    "x2".clone_into(&mut package.roles.rows[2].value.user);
    "x3".clone_into(&mut package.enrollments.rows[0].value.class);
    "x4".clone_into(&mut package.enrollments.rows[3].value.user);
    package.users.rows[3].value.agents.push("x5".to_owned());
    package.classes.rows[2]
        .value
        .metadata
        .insert("homeroomSourcedId".into(), "x6".into());
    package.classes.rows[3].value.course = Some("x7".to_owned());
    package.orgs.rows[0].value.parent = Some("x8".to_owned());
    let school = TestSchool::empty().await;
    let mut faults = refused(&school, &package).await;
    faults.sort_by(|a, b| a.3.cmp(&b.3));
    let expected = [
        ("classes.csv", 3, "schoolSourcedId", "x1"),
        ("roles.csv", 4, "userSourcedId", "x2"),
        ("enrollments.csv", 2, "classSourcedId", "x3"),
        ("enrollments.csv", 5, "userSourcedId", "x4"),
        ("users.csv", 5, "agentSourcedIds", "x5"),
        ("classes.csv", 4, "metadata.homeroomSourcedId", "x6"),
        ("classes.csv", 5, "courseSourcedId", "x7"),
        ("orgs.csv", 2, "parentSourcedId", "x8"),
    ];
    let expected = expected.map(|(f, l, c, v)| (f.to_owned(), l, c.to_owned(), v.to_owned()));
    assert_eq!(faults, expected);
    assert!(school.orgs().await.is_empty(), "nothing is kept");
}

#[tokio::test]
async fn a_fault_in_a_later_package_leaves_the_school_as_it_was() {
    let plain = PlainSchool::example();
    let school = TestSchool::plain(&plain).await;
    let pupil = school.link("s1").await;
    let mut after = plain.clone();
    after.leave("s2");
    after.leave_classes("s1");
    let mut package = after.package();
    "x".clone_into(&mut package.enrollments.rows[0].value.user);
    school.bus.take();
    assert_eq!(refused(&school, &package).await.len(), 1);
    assert!(school.bus.take().is_empty());
    assert_eq!(school.chat_names(&pupil).await, ["4А класс"]);
    assert!(school.import(&plain.package()).await.is_empty());
}

#[tokio::test]
async fn the_same_login_twice_is_a_fault() {
    let mut package = PlainSchool::example().package();
    "S1".clone_into(&mut package.users.rows[4].value.username);
    let school = TestSchool::empty().await;
    let faults = refused(&school, &package).await;
    assert_eq!(
        faults,
        [(
            "users.csv".to_owned(),
            6,
            "username".to_owned(),
            "s1".to_owned()
        )]
    );
}

#[tokio::test]
async fn an_unknown_time_zone_is_a_fault() {
    let mut package = PlainSchool::example().package();
    let zone = "Asia/Zarechensk".to_owned();
    package.orgs.rows[0]
        .value
        .metadata
        .insert("timeZone".to_owned(), zone);
    let school = TestSchool::empty().await;
    let faults = refused(&school, &package).await;
    assert_eq!(
        (faults.len(), faults[0].2.as_str()),
        (1, "metadata.timeZone")
    );
}

#[tokio::test]
async fn an_ambiguous_class_is_reported_and_not_guessed() {
    let mut package = PlainSchool::example().package();
    "4А".clone_into(&mut package.classes.rows[1].value.title);
    for row in &mut package.classes.rows {
        row.value.metadata.clear();
    }
    // The sections of 4Б say so in their code, which no class has now.
    let school = TestSchool::empty().await;
    let report = school.import(&package).await;
    assert_eq!(
        report.totals,
        [1, 2, 0, 13],
        "none of the four sections is guessed"
    );
    assert_eq!(report.notices.total, 4);
    let first = &report.notices.items[0];
    assert_eq!(
        (first.file.as_str(), first.line, first.column.as_str()),
        ("classes.csv", 4, "classCode")
    );
    let both = FaultReason::Ambiguous {
        candidates: vec!["k1".into(), "k2".into()],
    };
    assert_eq!(first.reason, both);
    let nobody = &report.notices.items[3];
    assert_eq!(
        nobody.reason,
        FaultReason::Ambiguous {
            candidates: Vec::new()
        }
    );
    let again = school.import(&package).await;
    assert!(again.is_empty() && again.notices.total == 4);
}

#[tokio::test]
async fn a_number_that_is_none_is_a_notice() {
    let mut plain = PlainSchool::example();
    plain.person("s1").phone = Some("нет".to_owned());
    plain.person("s2").phone = Some("8 (912) 123-45-17".to_owned());
    let school = TestSchool::empty().await;
    let report = school.import(&plain.package()).await;
    assert_eq!(report.notices.total, 1);
    assert_eq!(report.notices.items[0].value, "нет");
    let (one, two) = (school.enter("s1").await, school.enter("s2").await);
    assert_eq!(one.person.phone, None);
    assert_eq!(two.person.phone.as_deref(), Some("+79121234517"));
}

#[tokio::test]
async fn a_class_that_was_chosen_once_stays_chosen() {
    let mut package = PlainSchool::example().package();
    "4А".clone_into(&mut package.classes.rows[1].value.title);
    for row in &mut package.classes.rows {
        row.value.metadata.clear();
    }
    let school = TestSchool::empty().await;
    let asked = school.import(&package).await;
    assert_eq!(asked.choices.len(), 4);
    let first = &asked.choices[0];
    let options: Vec<&str> = first.options.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(
        (options.as_slice(), &first.chosen),
        (&["k1", "k2"][..], &None)
    );
    let decided = ImportChoices([(first.key.clone(), "k2".to_owned())].into());
    let how = How {
        choices: &decided,
        ..How::default()
    };
    let report = school.core.import_package(&package, how).await.unwrap();
    assert_eq!((report.totals, report.notices.total), ([1, 2, 1, 13], 3));
    let again = school.import(&package).await;
    assert!(again.is_empty(), "{again:?}");
    assert_eq!(again.choices[0].chosen.as_deref(), Some("k2"));
    assert_eq!(again.notices.total, 3);
}
