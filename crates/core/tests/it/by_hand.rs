//! Changes of school data by hand (RC-25, RC-26).

use crate::school_core::{Event, NewGuardian, NewSession};
use model::{FullName, HandKind, PersonId, PersonState, Problem, Role, views::PeopleAsk};
use storage::{NewChange, Storage as _};
use test_support::{PlainSchool, TestSchool};

async fn school() -> TestSchool {
    TestSchool::plain(&PlainSchool::example()).await
}

/// Classes and groups of a pupil, by their names.
async fn places(school: &TestSchool, person: PersonId) -> Vec<String> {
    let mut db = school.read().await;
    let classes = db.studies(person, "2026-11-24").await.unwrap();
    let mut names: Vec<String> = classes
        .iter()
        .map(|one| format!("{} {} {}", one.class_name, one.subject, one.label))
        .map(|name| name.trim().to_owned())
        .collect();
    names.sort();
    names
}

async fn log(school: &TestSchool) -> Vec<String> {
    let org = school.org().await.id;
    let log = school.read().await.audit_after(org, 0, 100).await.unwrap();
    log.into_iter().map(|one| one.action).collect()
}

#[tokio::test]
async fn a_transfer_moves_chats_at_once_and_can_be_taken_back() {
    let school = school().await;
    let admin = school.enter("a1").await;
    school.link("t2").await;
    let pupil = school.link("s6").await;
    let parent = school.link("g3").await;
    let (from, to) = (school.class("4Б").await, school.class("4А").await);
    let before = places(&school, pupil.id()).await;
    assert_eq!(before, ["4Б", "4Б Математика"]);
    let page = school
        .core
        .transfer_page(&admin, pupil.id(), Some(to))
        .await
        .unwrap();
    assert_eq!(page.from.as_deref(), Some("4Б"));
    let (_, splits) = page.chosen.unwrap();
    assert_eq!(splits[0].subject, "Английский язык");
    let second = splits[0].groups[1].id;
    school.bus.take();

    let core = &school.core;
    let refused = core
        .transfer(&admin, pupil.id(), from, &[], "просьба")
        .await;
    assert_eq!(refused, Err(Problem::AlreadySo));
    core.transfer(&admin, pupil.id(), to, &[second], "просьба семьи")
        .await
        .unwrap();
    assert_eq!(
        places(&school, pupil.id()).await,
        ["4А", "4А Английский язык 2 группа", "4А Математика"]
    );
    assert_eq!(school.chat_names(&pupil).await, ["4А класс"]);
    let parents = school.chat_names(&parent).await;
    assert_eq!(
        parents,
        ["4А класс Родители", "4Б класс Родители"],
        "the other child stays"
    );
    assert!(school.bus.take().iter().any(|one| matches!(one,
        Event::Closed { person, .. } if *person == pupil.id())));

    // Found by the new class, and not by the old one.
    let ask = |text: &str| PeopleAsk {
        text: text.to_owned(),
        ..PeopleAsk::default()
    };
    assert_eq!(
        core.people(&admin, &ask("4а белова")).await.unwrap().total,
        1
    );
    assert_eq!(
        core.people(&admin, &ask("4б белова")).await.unwrap().total,
        0
    );

    let page = core.school_person(&admin, pupil.id()).await.unwrap();
    let change = &page.changes[0];
    assert_eq!(
        (change.kind, change.class.as_deref()),
        (HandKind::Transfer, Some("4А"))
    );
    assert_eq!(
        (change.reason.as_str(), change.by.as_str()),
        ("просьба семьи", "Титова Нина")
    );
    core.take_back(&admin, pupil.id(), change.id).await.unwrap();
    assert_eq!(places(&school, pupil.id()).await, before);
    assert_eq!(school.chat_names(&pupil).await, ["4Б класс"]);
    assert_eq!(school.chat_names(&parent).await, ["4Б класс Родители"]);
    let twice = core.take_back(&admin, pupil.id(), change.id).await;
    assert_eq!(twice, Err(Problem::NotFound));
    let log = log(&school).await;
    assert!(log.ends_with(&[
        "transferred".into(),
        "person_seen".into(),
        "hand_change_ended".into()
    ]));
}

#[tokio::test]
async fn a_second_transfer_takes_the_place_of_the_first() {
    let mut plain = PlainSchool::example();
    plain.classes.push(test_support::PlainClass {
        id: "k3".to_owned(),
        name: "4В".to_owned(),
        ..Default::default()
    });
    let school = TestSchool::plain(&plain).await;
    let admin = school.enter("a1").await;
    let pupil = school.people().await["s6"];
    let before = places(&school, pupil).await;
    let core = &school.core;
    for name in ["4А", "4В"] {
        let class = school.class(name).await;
        core.transfer(&admin, pupil, class, &[], "просьба")
            .await
            .unwrap();
    }
    assert_eq!(places(&school, pupil).await, ["4В"]);
    let holds = async || {
        let page = core.school_person(&admin, pupil).await.unwrap();
        page.changes
            .iter()
            .filter(|one| one.ended.is_none())
            .count()
    };
    assert_eq!(holds().await, 1);
    // Back to where the data has the pupil: nothing of it is by hand any more.
    let home = school.class("4Б").await;
    core.transfer(&admin, pupil, home, &[], "передумали")
        .await
        .unwrap();
    assert_eq!(places(&school, pupil).await, before);
    assert_eq!(holds().await, 0);
}

#[tokio::test]
async fn who_has_left_is_out_at_once_and_may_come_back() {
    let school = school().await;
    let admin = school.enter("a1").await;
    let pupil = school.link("s5").await;
    let parent = school.link("g3").await;
    let core = &school.core;
    school.bus.take();
    core.mark_left(&admin, pupil.id(), "переезд").await.unwrap();
    let events = school.bus.take();
    assert!(events.iter().any(|one| matches!(one,
        Event::SignedOut { session } if *session == pupil.session.id)));
    assert!(!core.still_holds(&pupil, false).await);
    assert!(school.chat_names(&pupil).await.is_empty());
    let reasons = core.school_person(&admin, pupil.id()).await.unwrap();
    assert!(reasons.left && reasons.link.is_none() && reasons.devices.is_empty());
    assert_eq!(
        core.mark_left(&admin, pupil.id(), "снова").await,
        Err(Problem::AlreadySo)
    );
    let members = school.chat_names(&parent).await;
    assert_eq!(members, ["4Б класс Родители"], "for the child who stays");
    let ask = PeopleAsk {
        state: Some(PersonState::Left),
        ..PeopleAsk::default()
    };
    assert_eq!(core.people(&admin, &ask).await.unwrap().total, 1);
    assert_eq!(
        core.mark_left(&admin, admin.id(), "сам").await,
        Err(Problem::NotAllowed)
    );

    core.take_back(&admin, pupil.id(), reasons.changes[0].id)
        .await
        .unwrap();
    let back = school.link("s5").await;
    assert_eq!(school.chat_names(&back).await, ["4Б класс"]);
}

#[tokio::test]
async fn a_guardian_is_added_and_taken_away() {
    let school = school().await;
    let admin = school.enter("a1").await;
    let people = school.people().await;
    let (child, other) = (people["s6"], people["s1"]);
    let teacher = school.link("t3").await;
    let core = &school.core;
    core.add_guardian(&admin, child, teacher.id(), "усыновил")
        .await
        .unwrap();
    assert!(
        school
            .chat_names(&teacher)
            .await
            .contains(&"4Б класс Родители".to_owned())
    );
    let twice = core.add_guardian(&admin, child, teacher.id(), "ещё").await;
    assert_eq!(twice, Err(Problem::AlreadySo));
    core.add_guardian(&admin, other, teacher.id(), "и его")
        .await
        .unwrap();
    let page = core.school_person(&admin, teacher.id()).await.unwrap();
    assert_eq!(page.roles, [Role::Teacher, Role::Guardian]);
    assert!(page.children.iter().all(|one| one.by_hand.is_some()));
    // The role stays as long as there is a child by hand.
    core.remove_guardian(&admin, child, teacher.id(), "суд")
        .await
        .unwrap();
    let page = core.school_person(&admin, teacher.id()).await.unwrap();
    assert_eq!((page.roles.len(), page.children.len()), (2, 1));
    core.remove_guardian(&admin, other, teacher.id(), "суд")
        .await
        .unwrap();
    let page = core.school_person(&admin, teacher.id()).await.unwrap();
    assert_eq!((page.roles.len(), page.children.len()), (1, 0));
    assert_eq!(school.chat_names(&teacher).await, ["Учительская"]);
    let pupil = core.add_guardian(&admin, child, other, "ровесник").await;
    assert_eq!(pupil, Err(Problem::NotFound));

    // One of the data is only marked, and comes back by «Вернуть» or by being added again.
    let parent = school.link("g1").await;
    let open = school.chat_names(&parent).await;
    for back in [true, false] {
        for child in ["s1", "s2"] {
            core.remove_guardian(&admin, people[child], parent.id(), "развод")
                .await
                .unwrap();
        }
        assert!(school.chat_names(&parent).await.is_empty());
        for child in ["s1", "s2"] {
            let page = core.school_person(&admin, people[child]).await.unwrap();
            assert!(page.guardians.is_empty());
            if back {
                core.take_back(&admin, people[child], page.changes[0].id)
                    .await
                    .unwrap();
            } else {
                core.add_guardian(&admin, people[child], parent.id(), "помирились")
                    .await
                    .unwrap();
            }
        }
        assert_eq!(school.chat_names(&parent).await, open);
    }
}

#[tokio::test]
async fn a_new_guardian_gets_a_login_and_can_be_taken_back() {
    let school = school().await;
    let admin = school.enter("a1").await;
    let people = school.people().await;
    let new = |phone: &str| NewGuardian {
        name: FullName {
            family: "Белова ".to_owned(),
            given: "Юлия".to_owned(),
            middle: String::new(),
        },
        phone: phone.to_owned(),
    };
    let core = &school.core;
    let wrong = core
        .add_new_guardian(&admin, people["s6"], new("12"), "тётя")
        .await;
    assert_eq!(wrong, Err(Problem::PhoneWrong));
    let one = core
        .add_new_guardian(&admin, people["s6"], new("89001112233"), "тётя")
        .await
        .unwrap();
    let two = core
        .add_new_guardian(&admin, people["s5"], new(""), "тётя")
        .await
        .unwrap();
    let page = core.school_person(&admin, one).await.unwrap();
    assert_eq!(
        (page.login.as_str(), page.phone.as_deref()),
        ("belova-yuliya", Some("+7 900 111-22-33"))
    );
    assert_eq!(
        core.school_person(&admin, two).await.unwrap().login,
        "belova-yuliya-2"
    );
    let ask = PeopleAsk {
        text: "белова юл".to_owned(),
        ..PeopleAsk::default()
    };
    assert_eq!(core.people(&admin, &ask).await.unwrap().total, 2);

    let linked = school.link("belova-yuliya").await;
    assert_eq!(school.chat_names(&linked).await, ["4Б класс Родители"]);
    core.take_back(&admin, people["s6"], page.changes[0].id)
        .await
        .unwrap();
    assert!(!core.still_holds(&linked, false).await);
    let gone = core.school_person(&admin, one).await;
    assert_eq!(gone.err(), Some(Problem::NotFound), "only there by hand");
}

#[tokio::test]
async fn who_belongs_to_two_schools_is_seen_by_both_and_sent_away_by_neither() {
    let school = TestSchool::small().await;
    school.add(&demo_school::scaled(2026, 8, 2)).await;
    let there = school.orgs().await[1].id;
    let admin = school.sign_in("admin").await;
    let teacher = school.link("teacher").await;
    let device = NewSession {
        remember: false,
        agent: String::new(),
        address: "10.0.0.9".to_owned(),
    };
    let token = school
        .sign_in_to(there, "admin", demo_school::PASSWORD, device)
        .await
        .unwrap();
    let other_admin = school.identify(&token).await;
    let core = &school.core;
    let before = core.school_person(&other_admin, teacher.id()).await;
    assert_eq!(before.err(), Some(Problem::NotFound));

    let mut db = school.storage.write().await.unwrap();
    let child = db.account_by_login(there, "pupil", &admin.day).await;
    let child = child.unwrap().unwrap().person;
    let change = NewChange {
        org: there,
        person: teacher.id(),
        kind: HandKind::Guardian,
        class: None,
        child: Some(child),
        reason: "мать".to_owned(),
        at: 1,
        by: other_admin.id(),
    };
    let change = db.insert_change(&change).await.unwrap();
    db.add_guardian(teacher.id(), child, there, change)
        .await
        .unwrap();
    db.save().await.unwrap();

    let here = core.school_person(&admin, teacher.id()).await.unwrap();
    let elsewhere = core
        .school_person(&other_admin, teacher.id())
        .await
        .unwrap();
    assert_eq!(here.chats.len(), 3);
    assert!(elsewhere.chats.is_empty(), "chats of the other school");
    assert!(here.children.iter().all(|one| one.id != child));
    assert!(here.changes.is_empty() && elsewhere.changes.len() == 1);
    assert_eq!(elsewhere.children.len(), 1);
    assert!(
        elsewhere.devices.is_empty(),
        "signed in to the other school"
    );
    let ask = PeopleAsk {
        text: teacher.person.name.full(),
        ..PeopleAsk::default()
    };
    for one in [&admin, &other_admin] {
        let found = core.people(one, &ask).await.unwrap();
        assert!(found.people.iter().any(|row| row.id == teacher.id()));
        let left = core.mark_left(one, teacher.id(), "уход").await;
        assert_eq!(left, Err(Problem::ElsewhereToo));
    }
}

#[tokio::test]
async fn an_import_keeps_what_was_changed_by_hand() {
    let school = school().await;
    let admin = school.enter("a1").await;
    let people = school.people().await;
    let core = &school.core;
    let to = school.class("4А").await;
    core.transfer(&admin, people["s6"], to, &[], "просьба")
        .await
        .unwrap();
    core.mark_left(&admin, people["s5"], "переезд")
        .await
        .unwrap();
    core.remove_guardian(&admin, people["s1"], people["g1"], "суд")
        .await
        .unwrap();
    core.add_guardian(&admin, people["s6"], people["t3"], "опека")
        .await
        .unwrap();
    let new = NewGuardian {
        name: FullName {
            family: "Новикова".to_owned(),
            given: "Анна".to_owned(),
            middle: String::new(),
        },
        phone: String::new(),
    };
    let added = core
        .add_new_guardian(&admin, people["s2"], new, "бабушка")
        .await
        .unwrap();
    let mut plain = PlainSchool::example();
    plain.person("s6").name.given = "Алина".to_owned();
    for package in [PlainSchool::example().package(), plain.package()] {
        school.import(&package).await;
        let moved = places(&school, people["s6"]).await;
        assert_eq!(moved[0], "4А");
        assert!(moved.iter().all(|place| place.starts_with("4А")));
        let page = async |id| core.school_person(&admin, id).await.unwrap();
        assert!(page(people["s5"]).await.left);
        assert!(page(people["s1"]).await.guardians.is_empty());
        let guardians = page(people["s6"]).await.guardians;
        assert!(guardians.iter().any(|one| one.id == people["t3"]));
        let guardians = page(people["s2"]).await.guardians;
        assert!(guardians.iter().any(|one| one.id == added));
        assert_eq!(page(added).await.roles, [Role::Guardian]);
    }
    assert_eq!(
        core.school_person(&admin, people["s6"])
            .await
            .unwrap()
            .name
            .given,
        "Алина"
    );
}
