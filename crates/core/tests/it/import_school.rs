//! Imports that are for one school, and what was done by hand.

use crate::school_core::import::{How, ImportFault};
use model::{
    OrgId, Role,
    views::{FaultReason, HandKind, ImportChoices, ImportFaultRow, RosterReport},
};
use oneroster::{Package, Version};
use storage::Storage;
use test_support::{PlainPerson, PlainSchool, TestSchool};

/// The plain school with a second one of the same source beside it, which has a teacher in common.
fn region() -> Package {
    let mut package = PlainSchool::example().package();
    let mut org = package.orgs.rows[0].clone();
    (org.source_id, org.line) = ("o2".to_owned(), 3);
    org.value.name = "МАОУ «Школа № 98»".to_owned();
    package.orgs.rows.push(org);
    let mut class = package.classes.rows[0].clone();
    (class.source_id, class.line) = ("kk1".to_owned(), 90);
    class.value.school = "o2".to_owned();
    class.value.title = "9А".to_owned();
    package.classes.rows.push(class);
    for (id, login, line) in [("x1", "x1", 91), ("x2", "x2", 92)] {
        let mut user = package.users.rows[3].clone();
        (user.source_id, user.line) = (id.to_owned(), line);
        user.value.username = login.to_owned();
        user.value.agents.clear();
        package.users.rows.push(user);
    }
    for (id, user, role, line) in [
        ("rx1", "x1", 3, 93),
        ("rx2", "x2", 3, 94),
        ("rt3", "t3", 0, 95),
    ] {
        let pupil = package
            .roles
            .rows
            .iter()
            .find(|row| row.value.user == ["t1", "", "", "s1"][role])
            .unwrap();
        let mut row = pupil.clone();
        (row.source_id, row.line) = (id.to_owned(), line);
        (row.value.user, row.value.org) = (user.to_owned(), "o2".to_owned());
        package.roles.rows.push(row);
    }
    for (id, user, line) in [("ex1", "x1", 96), ("ex2", "x2", 97)] {
        let pupil = |row: &&oneroster::Row<oneroster::Enrollment>| row.value.user == "s1";
        let mut row = package.enrollments.rows.iter().find(pupil).unwrap().clone();
        (row.source_id, row.line) = (id.to_owned(), line);
        (row.value.user, row.value.class) = (user.to_owned(), "kk1".to_owned());
        package.enrollments.rows.push(row);
    }
    package
}

async fn org(school: &TestSchool, external: &str) -> OrgId {
    let orgs = school.orgs().await;
    orgs.iter()
        .find(|org| org.external_id == external)
        .unwrap()
        .id
}

fn only(org: OrgId) -> How<'static> {
    How {
        only: Some(org),
        ..How::default()
    }
}

fn told(fault: ImportFault) -> Vec<ImportFaultRow> {
    match fault {
        ImportFault::Refused(faults) => faults.list,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_school_of_a_region_replaces_only_its_own() {
    let school = TestSchool::empty().await;
    school.import(&region()).await;
    let own = org(&school, "o1").await;
    let mut after = PlainSchool::example();
    after.leave("s4");
    after.leave("t3");
    let package = after.package();
    let report = school
        .core
        .import_package(&package, only(own))
        .await
        .unwrap();
    assert_eq!(
        report.leaves.total, 1,
        "t3 teaches elsewhere: {:?}",
        report.leaves
    );
    assert_eq!(report.totals, [1, 2, 4, 11]);
    let people = school.people().await;
    assert!(people.contains_key("x1") && people.contains_key("t3") && !people.contains_key("s4"));
    assert!(school.classes().await.contains_key("kk1"));
    let source = school.org().await.source;
    let roster = school.read().await.roster(source).await.unwrap();
    assert!(roster.enrolments.contains_key("ex1") && roster.roles.contains_key("rt3"));
    assert!(
        !roster
            .roles
            .values()
            .any(|role| role.person == "t3" && role.org == "o1")
    );
    let again = school
        .core
        .import_package(&package, only(own))
        .await
        .unwrap();
    assert!(again.is_empty(), "{again:?}");
    let undone = school.core.undo_import(report.import.unwrap(), None).await;
    assert_eq!(undone.unwrap().back, 1);
    assert!(school.import(&region()).await.is_empty());
}

#[tokio::test]
async fn rows_of_another_school_are_faults() {
    let school = TestSchool::empty().await;
    school.import(&region()).await;
    let own = org(&school, "o1").await;
    let refused = school.core.import_package(&region(), only(own)).await;
    let faults = told(refused.unwrap_err());
    let other = faults
        .iter()
        .find(|fault| fault.file == "orgs.csv")
        .unwrap();
    assert_eq!((other.line, other.column.as_str()), (3, "sourcedId"));
    let reason = FaultReason::AnotherSchool {
        own: "МАОУ «Школа № 99»".to_owned(),
    };
    assert_eq!(other.reason, reason);

    let mut stolen = PlainSchool::example();
    stolen
        .people
        .push(PlainPerson::new("x1", "Чужой", "Пётр", &[Role::Pupil]));
    let mut package = stolen.package();
    package.enrollments.rows[0].value.class = "kk1".to_owned();
    package.enrollments.rows[1].source_id = "ex2".to_owned();
    let refused = school.core.import_package(&package, only(own)).await;
    let faults = told(refused.unwrap_err());
    let at = |file: &str| faults.iter().filter(|fault| fault.file == file).count();
    assert_eq!(
        (at("users.csv"), at("enrollments.csv")),
        (1, 2),
        "{faults:?}"
    );
    assert!(
        faults
            .iter()
            .all(|fault| fault.reason == FaultReason::RowOfAnotherSchool)
    );
    assert!(
        school.import(&region()).await.is_empty(),
        "nothing was touched"
    );

    let mut foreign = PlainSchool::example().package();
    "other".clone_into(&mut foreign.source.system_name);
    let refused = school.core.import_package(&foreign, only(own)).await;
    assert!(matches!(
        told(refused.unwrap_err())[0].reason,
        FaultReason::AnotherSource { .. }
    ));
}

/// A copy of the first row of a table that fits, changed.
fn one_more<T: Clone>(
    rows: &mut Vec<oneroster::Row<T>>,
    fits: impl Fn(&T) -> bool,
    change: impl Fn(&mut oneroster::Row<T>),
) {
    let mut row = rows.iter().find(|row| fits(&row.value)).unwrap().clone();
    row.line = 190;
    change(&mut row);
    rows.push(row);
}

#[tokio::test]
async fn a_school_cannot_draw_people_of_another_to_itself() {
    let school = TestSchool::empty().await;
    school.import(&region()).await;
    let own = org(&school, "o1").await;
    let mut package = PlainSchool::example().package();
    let pupil = |row: &oneroster::Role| row.user == "s1";
    one_more(&mut package.roles.rows, pupil, |row| {
        row.source_id = "new-role".to_owned();
        row.value.user = "x1".to_owned();
    });
    let seat = |row: &oneroster::Enrollment| row.user == "s1";
    one_more(&mut package.enrollments.rows, seat, |row| {
        row.source_id = "new-seat".to_owned();
        row.value.user = "x2".to_owned();
    });
    let refused = school.core.import_package(&package, only(own)).await;
    let faults = told(refused.unwrap_err());
    let told: Vec<(&str, &str, &FaultReason)> = faults
        .iter()
        .map(|fault| (fault.file.as_str(), fault.value.as_str(), &fault.reason))
        .collect();
    let why = &FaultReason::RowOfAnotherSchool;
    assert_eq!(
        told,
        [("roles.csv", "x1", why), ("enrollments.csv", "x2", why)]
    );

    // A relative elsewhere is not this school's to say: left out, and the rest is imported.
    let mut package = PlainSchool::example().package();
    for user in &mut package.users.rows {
        if user.source_id == "g1" {
            user.value.agents.push("x1".to_owned());
        }
    }
    let report = school.core.import_package(&package, only(own)).await;
    assert_eq!(report.unwrap().leaves.total, 0);
    let source = school.org().await.source;
    let roster = school.read().await.roster(source).await.unwrap();
    let pair = ("g1".to_owned(), "x1".to_owned());
    assert!(!roster.guardianships.contains(&pair));
}

#[tokio::test]
async fn a_school_leaves_alone_what_others_know_of_shared_people() {
    let school = TestSchool::empty().await;
    let mut both = region();
    for user in &mut both.users.rows {
        if user.source_id == "g1" {
            user.value.agents.push("x1".to_owned());
        }
    }
    school.import(&both).await;
    let own = org(&school, "o1").await;
    let source = school.org().await.source;
    let pair = ("g1".to_owned(), "x1".to_owned());
    let before = PlainSchool::example();
    let mut after = before.clone();
    after.person("g1").name.given = "Варвара".to_owned();
    let delta = after.delta(&before, Version::V1_2);
    school.core.import_package(&delta, only(own)).await.unwrap();
    let roster = school.read().await.roster(source).await.unwrap();
    assert!(roster.guardianships.contains(&pair), "the other school's");
    assert_eq!(roster.people["g1"].name.given, "Вера", "hers at both");

    // Who teaches elsewhere too gets no password here, and keeps the login.
    let mut package = before.package();
    for user in &mut package.users.rows {
        let password = oneroster::Password::from("кот спит на шкафу".to_owned());
        if ["t1", "t3"].contains(&user.source_id.as_str()) {
            user.value.password = Some(password);
        }
    }
    let report = school.core.import_package(&package, only(own)).await;
    assert_eq!(report.unwrap().passwords, 1);
    for (login, may) in [("t1", true), ("t3", false)] {
        let entered = school.try_sign_in(login, "кот спит на шкафу").await;
        assert_eq!(entered.is_ok(), may, "{login}");
    }
    let mut thief = before.clone();
    thief
        .people
        .push(PlainPerson::new("n1", "Новый", "Лев", &[Role::Pupil]));
    let mut package = thief.package();
    for user in &mut package.users.rows {
        match user.source_id.as_str() {
            "t3" => user.value.username = "t33".to_owned(),
            "n1" => user.value.username = "t3".to_owned(),
            _ => {}
        }
    }
    let refused = school.core.import_package(&package, only(own)).await;
    let faults = told(refused.unwrap_err());
    assert!(
        matches!(faults.as_slice(), [one] if one.column == "username" && one.value == "t3"),
        "{faults:?}"
    );
}

async fn provisional(school: &TestSchool) -> OrgId {
    let mut db = school.storage.write().await.unwrap();
    let source = db.keep_source("zvonok", "setup").await.unwrap();
    let org = storage::RosterOrg {
        authority: false,
        name: "Новая школа".to_owned(),
        short_name: "Новая школа".to_owned(),
        identifier: String::new(),
        parent: None,
        time_zone: "Europe/Moscow".to_owned(),
    };
    db.keep_org(source, "setup", &org).await.unwrap();
    let admin = storage::RosterPerson {
        name: model::FullName {
            family: "Первая".to_owned(),
            given: "Анна".to_owned(),
            middle: String::new(),
        },
        login: "admin".to_owned(),
        born: None,
        phone: None,
        email: None,
    };
    db.keep_person(source, "admin", &admin).await.unwrap();
    let role = storage::RosterRole {
        person: "admin".to_owned(),
        org: "setup".to_owned(),
        role: Role::Administrator,
        foremost: true,
        begins: None,
        ends: None,
    };
    db.keep_role(source, "admin", &role).await.unwrap();
    db.save().await.unwrap();
    school.org().await.id
}

#[tokio::test]
async fn a_login_of_the_first_administrator_is_asked_about() {
    let school = TestSchool::empty().await;
    let own = provisional(&school).await;
    let mut plain = PlainSchool::example();
    plain.person("t1").id = "admin".to_owned();
    plain.classes[0].teachers = vec!["admin".to_owned()];
    plain
        .groups
        .retain(|group| !group.teachers.contains(&"t1".to_owned()));
    let package = plain.package();
    let import = async |answer: &'static str| {
        let choices = ImportChoices([("login:admin".to_owned(), answer.to_owned())].into());
        let how = How {
            choices: if answer.is_empty() {
                ImportChoices::NONE
            } else {
                &choices
            },
            ..only(own)
        };
        school.core.import_package(&package, how).await.unwrap()
    };
    let asked = import("").await;
    let keys = |report: &RosterReport| {
        let [choice] = report.choices.as_slice() else {
            panic!("one question: {:?}", report.choices);
        };
        let options = choice.options.iter().map(|option| option.key.clone());
        (options.collect::<Vec<_>>().join(" "), choice.chosen.clone())
    };
    assert_eq!(keys(&asked), ("admin2 -".to_owned(), None));
    assert_eq!((asked.totals[3], asked.notices.total), (12, 1), "left out");
    assert_eq!(school.enter("admin").await.person.name.family, "Первая");

    let settled = import("admin2").await;
    let chosen = Some("admin2".to_owned());
    assert_eq!(keys(&settled), ("admin2 -".to_owned(), chosen.clone()));
    assert_eq!((settled.totals[3], settled.notices.total), (13, 0));
    assert_eq!(school.enter("admin2").await.person.name.family, "Иванова");
    let again = import("").await;
    assert!(again.is_empty() && again.notices.total == 0, "{again:?}");
    assert_eq!(keys(&again).1, chosen);
    assert_eq!(import("-").await.leaves.total, 1);
}

#[tokio::test]
async fn the_first_data_takes_the_place_of_the_provisional_school() {
    let school = TestSchool::empty().await;
    let own = provisional(&school).await;
    let admin = school.enter("admin").await;
    let refused = school.core.import_package(&region(), only(own)).await;
    let faults = told(refused.unwrap_err());
    assert_eq!(
        (faults[0].line, &faults[0].reason),
        (3, &FaultReason::SeveralSchools)
    );

    let package = PlainSchool::example().package();
    let dry = How {
        dry_run: true,
        ..only(own)
    };
    let dry = school.core.import_package(&package, dry).await.unwrap();
    assert_eq!(
        school.org().await.external_id,
        "setup",
        "a dry run adopts nothing"
    );
    let mut report = school
        .core
        .import_package(&package, only(own))
        .await
        .unwrap();
    let import = report.import.take().unwrap();
    assert_eq!(report, dry);
    let orgs = school.orgs().await;
    assert_eq!(orgs.len(), 1);
    assert_eq!((orgs[0].id, orgs[0].external_id.as_str()), (own, "o1"));
    assert_eq!(orgs[0].name, "МАОУ «Школа № 99»");
    assert!(
        school.core.still_holds(&admin, false).await,
        "the administrator stays"
    );
    let again = school
        .core
        .import_package(&package, only(own))
        .await
        .unwrap();
    assert!(again.is_empty(), "{again:?}");
    let mut fewer = PlainSchool::example();
    fewer.leave("s1");
    school
        .core
        .import_package(&fewer.package(), only(own))
        .await
        .unwrap();
    school.enter("admin").await;
    let history = school.core.import_history(own).await.unwrap();
    school.core.undo_import(history[0].id, None).await.unwrap();
    school.core.undo_import(import, None).await.unwrap();
    let org = school.org().await;
    assert_eq!(
        (org.id, org.external_id.as_str(), org.name.as_str()),
        (own, "setup", "Новая школа")
    );
    school.enter("admin").await;
}

#[tokio::test]
async fn a_leaver_by_hand_stays_left_until_the_data_agrees() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    school
        .execute(&[
            "INSERT INTO hand_change (id, org_id, person_id, kind, reason, at, by_id) \
             SELECT 1, 1, id, 'left', '', 1, id FROM person WHERE external_id = 's4'",
            "UPDATE person SET active = 0, left_by_hand = 1 WHERE external_id = 's4'",
        ])
        .await;
    let report = school.import(&before.package()).await;
    assert!(report.is_empty() && report.appears.is_empty(), "{report:?}");
    assert_eq!(report.by_hand.items[0].kind, HandKind::Left);
    let mut renamed = before.clone();
    renamed.person("s4").name.given = "Марк".to_owned();
    let report = school.import(&renamed.package()).await;
    assert_eq!((report.changed.total, report.appears.total), (1, 0));
    assert!(!school.people().await.contains_key("s4"), "still left");
    let mut gone = renamed.clone();
    gone.leave("s4");
    let report = school.import(&gone.package()).await;
    assert_eq!((report.hand_ended, report.leaves.total), (1, 0));
    assert!(report.by_hand.is_empty());
    let back = school.import(&renamed.package()).await;
    assert_eq!(
        back.appears.total, 1,
        "who comes back to the data comes back"
    );
}

#[tokio::test]
async fn a_transfer_by_hand_holds_until_the_data_agrees() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    school
        .execute(&[
            "INSERT INTO hand_change (id, org_id, person_id, kind, class_id, reason, at, by_id) \
             SELECT 1, 1, p.id, 'transfer', c.id, '', 1, p.id FROM person p, class c \
             WHERE p.external_id = 's4' AND c.external_id = 'k2'",
            "UPDATE enrolment SET ended_by_hand = 1 \
             WHERE person_id = (SELECT id FROM person WHERE external_id = 's4')",
            "INSERT INTO enrolment (source_id, external_id, class_id, person_id, role, foremost, by_hand) \
             SELECT 1, 'hand:1', class_id, person_id, 'pupil', 0, 1 FROM hand_change",
        ])
        .await;
    let report = school.import(&before.package()).await;
    assert!(report.is_empty() && report.moves.is_empty(), "{report:?}");
    let differs = &report.by_hand.items[0];
    assert_eq!(
        (
            differs.kind,
            differs.by_hand.as_str(),
            differs.in_data.as_str()
        ),
        (HandKind::Transfer, "4Б", "4А")
    );
    let mut after = before.clone();
    after.leave_classes("s4");
    after.classes[1].pupils.push("s4".to_owned());
    let report = school.import(&after.package()).await;
    assert_eq!(report.hand_ended, 1);
    assert!(report.moves.is_empty(), "already there: {:?}", report.moves);
    assert!(report.by_hand.is_empty());
    assert_eq!(school.count("SELECT count(*) FROM enrolment WHERE by_hand IS NOT NULL OR ended_by_hand IS NOT NULL").await, 0);
    assert!(school.import(&after.package()).await.is_empty());
}

#[tokio::test]
async fn guardians_by_hand_are_neither_undone_nor_taken_for_imported() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    school
        .execute(&[
            "INSERT INTO hand_change (id, org_id, person_id, child_id, kind, reason, at, by_id) \
             SELECT 1, 1, g.id, c.id, 'guardian', '', 1, g.id FROM person g, person c \
             WHERE g.external_id = 'g2' AND c.external_id = 's5'",
            "INSERT INTO guardianship (source_id, guardian_id, child_id, by_hand) \
             SELECT 1, person_id, child_id, 1 FROM hand_change",
            "INSERT INTO hand_change (id, org_id, person_id, child_id, kind, reason, at, by_id) \
             SELECT 2, 1, g.id, c.id, 'no_guardian', '', 1, g.id FROM person g, person c \
             WHERE g.external_id = 'g3' AND c.external_id = 's6'",
            "UPDATE guardianship SET ended_by_hand = 2 \
             WHERE child_id = (SELECT id FROM person WHERE external_id = 's6')",
        ])
        .await;
    let report = school.import(&before.package()).await;
    assert!(report.is_empty(), "{report:?}");
    let kinds: Vec<HandKind> = report.by_hand.items.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [HandKind::Guardian, HandKind::NoGuardian]);
    let mut after = before.clone();
    after.person("g2").children.push("s5".to_owned());
    after.person("g3").children = vec!["s5".to_owned()];
    let report = school.import(&after.package()).await;
    assert_eq!(report.hand_ended, 2, "{report:?}");
    assert_eq!(school.count("SELECT count(*) FROM guardianship WHERE by_hand IS NOT NULL OR ended_by_hand IS NOT NULL").await, 0);
    assert!(school.import(&after.package()).await.is_empty());
}
