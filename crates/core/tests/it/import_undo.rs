use crate::school_core::{
    FirstPassword, NewSession,
    import::{How, UndoFault},
};
use model::{
    ImportId, Role,
    views::{ImportBy, ImportKind, InTheWay, RosterReport},
};
use oneroster::Version;
use storage::Roster;
use test_support::{PlainPerson, PlainSchool, TestSchool};

async fn roster(school: &TestSchool) -> Roster {
    let mut db = school.read().await;
    let source = db.source("plain", "1").await.unwrap().unwrap();
    db.roster(source).await.unwrap()
}

fn of(report: &RosterReport) -> ImportId {
    report.import.expect("something was imported")
}

/// Somebody comes, goes, moves, changes; a class and a group with them.
fn changed(before: &PlainSchool) -> PlainSchool {
    let mut after = before.clone();
    after.leave("s4");
    after.leave_classes("s1");
    after.classes[1].pupils.push("s1".to_owned());
    after.person("s2").name.given = "Карл".to_owned();
    after.person("t3").phone = Some("+79120000099".to_owned());
    after
        .people
        .push(PlainPerson::new("s9", "Новиков", "Лев", &[Role::Pupil]));
    after.person("g2").children = vec!["s9".to_owned()];
    after.classes[1].pupils.push("s9".to_owned());
    "5А".clone_into(&mut after.classes[0].name);
    after.groups.remove(2);
    after
}

#[tokio::test]
async fn an_undone_import_leaves_everything_as_it_was() {
    for delta in [false, true] {
        let before = PlainSchool::example();
        let school = TestSchool::plain(&before).await;
        let (leaver, guardian) = (school.link("s4").await, school.link("g2").await);
        let stays = school.link("s2").await;
        let was = roster(&school).await;
        let (people, classes) = (school.people().await, school.classes().await);
        let chats = school.chat_names(&stays).await;
        let after = changed(&before);
        let package = if delta {
            after.delta(&before, Version::V1_2)
        } else {
            after.package()
        };
        let report = school.import(&package).await;
        assert_ne!(roster(&school).await, was);
        school.bus.take();

        let undone = school.core.undo_import(of(&report), None).await.unwrap();
        assert_eq!((undone.gone, undone.back), (1, 1), "delta: {delta}");
        assert_eq!(roster(&school).await, was, "delta: {delta}");
        assert_eq!(school.people().await, people);
        assert_eq!(school.classes().await, classes);
        assert_eq!(school.chat_names(&stays).await, chats);
        assert_eq!(
            school.chat_names(&guardian).await,
            ["4А класс Родители"],
            "the link is back with the child"
        );
        assert_eq!(school.bus.opened_for(leaver.id()).len(), 1);
        let again = school.import(&before.package()).await;
        assert!(again.is_empty(), "{again:?}");
        let mut forward = school.import(&package).await;
        forward.import = report.import;
        assert_eq!(forward.rows, report.rows, "and it can be done again");
    }
}

#[tokio::test]
async fn the_first_import_can_be_undone_too() {
    let plain = PlainSchool::example();
    let school = TestSchool::empty().await;
    let report = school.import(&plain.package()).await;
    let undone = school.core.undo_import(of(&report), None).await.unwrap();
    assert_eq!(undone.gone, 13);
    assert!(school.people().await.is_empty());
    assert!(school.classes().await.is_empty());
    // The school itself stays: its log tells of the import, and nothing is taken out of a log.
    assert!(!school.orgs().await.is_empty());
    let twice = school.core.undo_import(of(&report), None).await;
    assert!(matches!(twice, Err(UndoFault::Undone)), "{twice:?}");
    let again = school.import(&plain.package()).await;
    assert_eq!(again.totals, report.totals);
    school.link("s1").await;
}

#[tokio::test]
async fn the_log_tells_who_got_or_lost_rights_by_an_import() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    let org = school.org().await.id;
    let mut after = before.clone();
    after.person("t3").roles.push(Role::Administrator);
    after.leave("a1");
    let report = school.import(&after.package()).await;
    // Roles that have not changed are not told of, however their rows look.
    school.import(&before.package()).await;
    let again = school.import(&after.package()).await;
    school.core.undo_import(of(&again), None).await.unwrap();
    assert!(report.import < again.import);
    let log = school.read().await.audit_after(org, 0, 50).await.unwrap();
    let told = log.iter().filter(|entry| entry.action == "role_changed");
    let told: Vec<(String, bool)> = told
        .map(|entry| {
            let detail: serde_json::Value = serde_json::from_str(&entry.detail).unwrap();
            assert_eq!(
                (detail["role"].as_str(), detail["by"].as_str()),
                (Some("administrator"), Some("import"))
            );
            let given = detail["given"].as_bool().unwrap();
            (entry.subject_name.clone(), given)
        })
        .collect();
    let (old, new) = ("Титова Нина", "Орлов Пётр");
    let there = [(new, true), (old, false)];
    let back = [(new, false), (old, true)];
    let mut expected = vec![(old, true)];
    for step in [there, back, there, back] {
        expected.extend(step);
    }
    let told: Vec<(&str, bool)> = told.iter().map(|(n, g)| (n.as_str(), *g)).collect();
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_password_that_was_chosen_since_outlives_its_import() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    let mut package = before.package();
    for user in &mut package.users.rows {
        if ["t1", "t2"].contains(&user.source_id.as_str()) {
            user.value.password = Some(oneroster::Password::from("из файла".to_owned()));
        }
    }
    let report = school.import(&package).await;
    assert_eq!(report.passwords, 2);
    let made = school.core.code_at_the_machine("t1", "", "here").await;
    let set = FirstPassword {
        org: school.org().await.id,
        login: "t1".to_owned(),
        code: made.ok().unwrap().code,
        password: "кот спит на шкафу".to_owned(),
        again: "кот спит на шкафу".to_owned(),
        device: NewSession {
            remember: false,
            agent: String::new(),
            address: "10.0.0.7".to_owned(),
        },
    };
    assert!(school.core.set_first_password(set).await.is_ok());
    school.core.undo_import(of(&report), None).await.unwrap();
    assert!(school.try_sign_in("t1", "кот спит на шкафу").await.is_ok());
    assert!(school.try_sign_in("t2", "из файла").await.is_err());
}

#[tokio::test]
async fn what_depends_on_an_import_stands_in_its_way() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    let report = school.import(&changed(&before).package()).await;
    let later = school.import(&before.package()).await;
    let Err(UndoFault::InTheWay(found)) = school.core.undo_import(of(&report), None).await else {
        panic!("a later import depends on it")
    };
    assert!(
        matches!(found.as_slice(), [InTheWay::LaterImport { import, .. }] if *import == of(&later)),
        "{found:?}"
    );
    school.core.undo_import(of(&later), None).await.unwrap();
    school.link("s9").await;
    let Err(UndoFault::InTheWay(found)) = school.core.undo_import(of(&report), None).await else {
        panic!("somebody has linked")
    };
    let linked = |one: &InTheWay| matches!(one, InTheWay::Linked { people } if people.items == ["Новиков Лев"]);
    assert!(found.iter().any(linked), "{found:?}");
    let signed_in = |one: &InTheWay| matches!(one, InTheWay::SignedIn { .. });
    assert!(found.iter().any(signed_in), "{found:?}");
}

#[tokio::test]
async fn messages_in_a_chat_that_would_go_stand_in_the_way() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    let mut after = before.clone();
    let mut third = after.classes[0].clone();
    third.id = "k3".to_owned();
    third.name = "4В".to_owned();
    third.pupils = vec!["s6".to_owned()];
    after.classes[1].pupils.retain(|id| id != "s6");
    after.classes.push(third);
    let report = school.import(&after.package()).await;
    let pupil = school.link("s6").await;
    let chat = school.chat(&pupil, "4В класс").await;
    school.core.send(&pupil, chat, "k", "Привет").await.unwrap();
    let Err(UndoFault::InTheWay(found)) = school.core.undo_import(of(&report), None).await else {
        panic!("the chat has a message")
    };
    let written = InTheWay::Messages {
        chat: "4В класс".to_owned(),
        count: 1,
    };
    assert_eq!(found, [written]);
}

#[tokio::test]
async fn the_history_says_who_when_and_what() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    let org = school.org().await.id;
    let person = school.people().await["a1"];
    let by = ImportBy {
        person,
        name: "Титова Нина".to_owned(),
        address: String::new(),
        file: "сентябрь.zip".to_owned(),
    };
    let how = How {
        by: Some(&by),
        ..How::default()
    };
    let package = changed(&before).package();
    let report = school.core.import_package(&package, how).await.unwrap();
    let history = school.core.import_history(org).await.unwrap();
    assert_eq!(history.len(), 2);
    let latest = &history[0];
    assert_eq!((latest.id, latest.kind), (of(&report), ImportKind::Roster));
    assert_eq!(
        (latest.by.as_deref(), latest.file.as_str()),
        (Some("Титова Нина"), "сентябрь.zip")
    );
    assert_eq!((latest.figures.appears, latest.figures.leaves), (1, 1));
    assert!(latest.may_undo && !history[1].may_undo);
    school.core.undo_import(latest.id, Some(&by)).await.unwrap();
    let history = school.core.import_history(org).await.unwrap();
    let undone = history[0].undone.as_ref().expect("undone");
    assert_eq!(undone.1.as_deref(), Some("Титова Нина"));
    assert!(!history[0].may_undo && history[1].may_undo);
    let nothing = school.import(&before.package()).await;
    assert_eq!(nothing.import, None);
    let history = school.core.import_history(org).await.unwrap();
    assert_eq!(history.len(), 2, "an import of nothing leaves no record");
}

#[tokio::test]
async fn a_week_comes_back_as_it_was() {
    let school = TestSchool::small().await;
    let org = school.org().await;
    let demo = demo_school::scaled(2026, demo_school::DEFAULT_SEED, 2);
    let limits = asc_timetables::Limits::default();
    let mut week = asc_timetables::read(&demo.timetable, &limits).unwrap();
    let before = school.read().await.slots(org.id).await.unwrap();
    week.cards.truncate(week.cards.len() / 2);
    let import = school
        .core
        .import_timetable(&week, &org.identifier, How::default())
        .await
        .unwrap()
        .import
        .expect("changed");
    assert!(school.read().await.slots(org.id).await.unwrap().len() < before.len());
    school.core.undo_import(import, None).await.unwrap();
    let mut after = school.read().await.slots(org.id).await.unwrap();
    let mut before = before;
    before.sort();
    after.sort();
    assert_eq!(after, before);
}

#[tokio::test]
async fn a_package_in_files_is_the_same_as_one_in_memory() {
    let before = PlainSchool::example();
    let (files, memory) = (
        TestSchool::plain(&before).await,
        TestSchool::plain(&before).await,
    );
    for version in [Version::V1_1, Version::V1_2] {
        let after = changed(&before);
        let folder = files.folder().path().join(format!("{version:?}"));
        after.export(version).to_folder(&folder).unwrap();
        let mut one = files
            .core
            .import_roster(&folder, How::default())
            .await
            .unwrap();
        let mut other = memory.import(&after.package_of(version)).await;
        assert_eq!(one.import.take().is_some(), other.import.take().is_some());
        assert_eq!(one, other);
        assert_eq!(roster(&files).await, roster(&memory).await);
        let again = files
            .core
            .import_roster(&folder, How::default())
            .await
            .unwrap();
        assert!(again.is_empty(), "{again:?}");
    }
}
