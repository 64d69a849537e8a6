//! Schools in figures: right, and without a single name.

use model::{ChatId, Problem, views::Share};
use std::collections::BTreeSet;
use test_support::TestSchool;

#[tokio::test]
async fn the_authority_sees_its_schools_in_figures() {
    let school = TestSchool::small().await;
    let other = demo_school::scaled(2026, 8, 2);
    school.add(&other).await;
    school.link("teacher").await;
    school.link("pupil").await;
    school.link("teacher-parent").await;
    let operator = school.sign_in("authority").await;
    let schools = school.core.schools(&operator).await.unwrap();
    // The other school belongs to another authority.
    assert_eq!(schools.rows.len(), 1);
    let row = &schools.rows[0];
    assert_eq!(row.org, school.org().await.id);
    // Counted another way: by classes rather than by roles.
    let day = &operator.day;
    let mut db = school.read().await;
    let (mut pupils, mut guardians) = (BTreeSet::new(), BTreeSet::new());
    for class in db.classes_of(row.org, false).await.unwrap() {
        let enrolled = db.enrolled(class.id, day).await.unwrap();
        pupils.extend(
            enrolled
                .iter()
                .filter(|one| !one.teacher)
                .map(|one| one.person),
        );
        let of_class = db.guardians_in(class.id, day).await.unwrap();
        guardians.extend(of_class.iter().map(|one| one.person));
    }
    let teachers = db.teachers_of(row.org, day).await.unwrap().len();
    let share = |all: usize, linked| Share {
        all: u32::try_from(all).unwrap(),
        linked,
    };
    assert_eq!(row.pupils, share(pupils.len(), 1));
    assert_eq!(row.guardians, share(guardians.len(), 1));
    assert_eq!(row.teachers, share(teachers, 2));
    assert_eq!(row.people.linked, 3, "who holds two roles is one person");
    assert!(row.chats >= 3, "class, parents, staff");
    assert_eq!(row.imported.as_ref().unwrap().time, "9:41");
}

#[tokio::test]
async fn nobody_but_the_operators_sees_them() {
    let school = TestSchool::small().await;
    for login in ["pupil", "parent", "teacher", "admin", "support"] {
        let who = school.enter(login).await;
        let refused = school.core.schools(&who).await.err();
        assert_eq!(refused, Some(Problem::NotAllowed), "{login}");
        let refused = school.core.overview(&who).await.err();
        let expected = (login != "admin").then_some(Problem::NotAllowed);
        assert_eq!(refused, expected, "{login}");
    }
    let operator = school.enter("authority").await;
    let refused = school.core.overview(&operator).await.err();
    assert_eq!(refused, Some(Problem::NotAllowed));
}

#[tokio::test]
async fn no_name_and_no_message_leaves_the_school() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let chat: ChatId = school.chat(&teacher, "4А класс").await;
    let secret = "Контрольная по дробям в четверг";
    school
        .core
        .send(
            &teacher,
            chat,
            "5b0b2f6e-0b0c-4a57-9a52-3f1f1d1c8a11",
            secret,
        )
        .await
        .unwrap();
    let operator = school.sign_in("authority").await;
    let schools = school.core.schools(&operator).await.unwrap();
    let log = school
        .core
        .log(&operator, &model::views::LogQuery::default())
        .await
        .unwrap();
    let told = serde_json::to_string(&(schools, log)).unwrap();
    assert!(!told.contains(secret));
    let org = school.org().await;
    let mut db = school.read().await;
    for person in school.people().await.values() {
        let person = db.person(*person).await.unwrap().unwrap();
        let held = db.roles_of(person.id, &teacher.day).await.unwrap();
        if held.iter().any(|held| held.org == org.id) {
            assert!(
                !told.contains(&person.name.family),
                "{}",
                person.name.full()
            );
        }
    }
}

#[tokio::test]
async fn the_overview_counts_this_weeks_messages_and_what_is_left_to_do() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let chat = school.chat(&teacher, "4А класс").await;
    let key = |number: u32| format!("5b0b2f6e-0b0c-4a57-9a52-{number:012}");
    for number in 0..3 {
        school
            .core
            .send(&teacher, chat, &key(number), "Доброе утро")
            .await
            .unwrap();
    }
    school.clock.forward(7 * 86_400_000);
    let staff = school.chat(&teacher, "Учительская").await;
    for (number, chat) in [(3, chat), (4, chat), (5, staff)] {
        school
            .core
            .send(&teacher, chat, &key(number), "Добрый день")
            .await
            .unwrap();
    }
    let admin = school.sign_in("admin").await;
    let overview = school.core.overview(&admin).await.unwrap();
    assert_eq!(overview.messages, 3);
    assert_eq!(overview.school.teachers.linked, 1);
    assert_eq!(overview.devices, 1, "the others were here a week ago");
    assert!(overview.passwords > 0, "most have no password yet");
    assert!(overview.passwords < overview.school.people.all);
    assert_eq!(overview.misfits, 0);
    let disk = overview.disk.unwrap();
    assert!(disk.data > 0 && disk.free <= disk.whole);
}

#[tokio::test]
async fn the_links_that_the_doctor_found_are_counted() {
    let school = TestSchool::small().await;
    let parent = school.enter("parent").await;
    let phone = parent.person.phone.clone().unwrap();
    // The roster learns of the parent's number only after the pupil has linked with her profile.
    let pupil = school.enter("pupil").await;
    let admin = school.enter("admin").await;
    assert_eq!(school.core.overview(&admin).await.unwrap().misfits, 0);
    let mut db = storage::Storage::write(school.storage.as_ref())
        .await
        .unwrap();
    let profile = db
        .keep_profile(&storage::LearningProfile {
            id: model::ProfileId(0),
            vk_id: "17".into(),
            name: parent.person.name.clone(),
            born: None,
            phone: Some(phone),
            created_at: 0,
        })
        .await
        .unwrap();
    db.insert_link(&storage::Link {
        id: model::LinkId(0),
        account: pupil.account.id,
        person: pupil.id(),
        profile,
        linked_at: 0,
        tokens: None,
    })
    .await
    .unwrap();
    db.save().await.unwrap();
    assert_eq!(school.core.examine(admin.org.id).await.unwrap(), 1);
    assert_eq!(school.core.overview(&admin).await.unwrap().misfits, 1);
}
