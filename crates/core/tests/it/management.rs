use crate::school_core::{Event, Who};
use model::{ChatKind, ClassId, Problem, views::AddGroup};
use std::collections::BTreeSet;
use test_support::TestSchool;

async fn offered(school: &TestSchool, who: &Who, class: &str) -> Vec<AddGroup> {
    let management = school.core.management(who).await.unwrap();
    let classes = management
        .options
        .into_iter()
        .filter(|one| one.name == class);
    classes.flat_map(|one| one.groups).collect()
}

async fn mathematics(school: &TestSchool, who: &Who) -> AddGroup {
    let mut groups = offered(school, who, "4А").await;
    groups.retain(|group| group.subject == "Математика");
    groups.pop().expect("teaches mathematics in 4А")
}

#[tokio::test]
async fn a_teacher_is_offered_the_own_load_only() {
    let school = TestSchool::small().await;
    for login in ["teacher", "teacher2"] {
        let who = school.link(login).await;
        let taught = school
            .read()
            .await
            .teaches(who.id(), &who.day)
            .await
            .unwrap();
        let taught: BTreeSet<ClassId> = taught
            .iter()
            .filter(|class| class.group)
            .map(|class| class.id)
            .collect();
        let management = school.core.management(&who).await.unwrap();
        let options = management.options.iter().flat_map(|class| &class.groups);
        assert_eq!(
            options.map(|group| group.id).collect::<BTreeSet<_>>(),
            taught,
            "{login}"
        );
    }
    let teacher2 = school.enter("teacher2").await;
    let english = offered(&school, &teacher2, "4А").await;
    assert_eq!(english.len(), 1, "{english:?}");
    let full = school.class("4А").await;
    let all = school
        .read()
        .await
        .enrolled(full, &teacher2.day)
        .await
        .unwrap()
        .len()
        - 1;
    assert!((english[0].pupils as usize) < all, "one group of the class");
    assert!(
        english[0].chat_name.starts_with("Английский язык 4А ("),
        "{english:?}"
    );
}

#[tokio::test]
async fn an_added_chat_is_there_at_once_for_everybody_concerned() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let pupil = school.link("pupil").await;
    let parent = school.link("parent").await;
    let group = mathematics(&school, &teacher).await;
    assert_eq!(
        (group.chat_name.as_str(), group.linked, group.chat),
        ("Математика 4А", 1, None)
    );
    school.bus.take();

    let chat = school
        .core
        .add_subject_chat(&teacher, group.id)
        .await
        .unwrap();
    assert_eq!(school.bus.opened_for(pupil.id()), [chat]);
    assert_eq!(school.bus.opened_for(teacher.id()), [chat]);
    assert!(
        school.bus.opened_for(parent.id()).is_empty(),
        "guardians are in no subject chat"
    );
    assert_eq!(
        school.chat_names(&pupil).await,
        ["4А класс", "Математика 4А"]
    );
    let late = school.link("pupil2").await;
    assert!(
        school
            .chat_names(&late)
            .await
            .contains(&"Математика 4А".to_owned())
    );

    let members = school.core.members(&teacher, chat).await.unwrap();
    assert_eq!(
        members.len() as u32,
        group.pupils + 1,
        "the missing ones too"
    );
    assert_eq!(members.iter().filter(|member| member.linked).count(), 3);
    assert!(members.iter().all(|member| !member.reasons.is_empty()));
    let seen = school.core.members(&pupil, chat).await.unwrap();
    assert_eq!(seen.len(), 3, "a pupil sees who is there");
}

#[tokio::test]
async fn adding_twice_finds_the_same_chat() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let group = mathematics(&school, &teacher).await.id;
    let (one, two) = tokio::join!(
        school.core.add_subject_chat(&teacher, group),
        school.core.add_subject_chat(&teacher, group),
    );
    assert_eq!(one.unwrap(), two.unwrap());
    let rows = school.core.management(&teacher).await.unwrap().chats;
    assert_eq!(
        rows.iter()
            .filter(|row| row.kind == ChatKind::Subject)
            .count(),
        1
    );
}

#[tokio::test]
async fn what_one_does_not_teach_is_not_there() {
    let school = TestSchool::small().await;
    let (teacher, teacher2) = (school.link("teacher").await, school.link("teacher2").await);
    let others = offered(&school, &teacher2, "4А").await[0].id;
    let class = school.class("4А").await;
    for group in [others, class, ClassId(99_999)] {
        let refused = school.core.add_subject_chat(&teacher, group).await;
        assert_eq!(refused, Err(Problem::NotFound));
    }
    for login in ["pupil", "parent", "admin"] {
        let who = school.enter(login).await;
        let refused = school.core.add_subject_chat(&who, others).await;
        assert_eq!(refused, Err(Problem::NotFound), "{login}");
    }
    assert!(
        !school
            .bus
            .take()
            .iter()
            .any(|event| matches!(event, Event::Opened { person, .. }
        if *person != teacher.id() && *person != teacher2.id()))
    );
}

#[tokio::test]
async fn families_have_no_chat_management() {
    let school = TestSchool::small().await;
    for login in ["pupil", "parent", "authority", "support"] {
        let who = school.sign_in(login).await;
        let refused = school.core.management(&who).await;
        assert_eq!(refused.err(), Some(Problem::NotAllowed), "{login}");
    }
}

#[tokio::test]
async fn the_administrator_sees_the_school_and_adds_nothing() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let chat = mathematics(&school, &teacher).await.id;
    school.core.add_subject_chat(&teacher, chat).await.unwrap();
    let admin = school.sign_in("admin").await;
    let management = school.core.management(&admin).await.unwrap();
    let names: Vec<&str> = management
        .chats
        .iter()
        .map(|chat| chat.name.as_str())
        .collect();
    for name in [
        "4А класс",
        "7Б класс",
        "7Б класс Родители",
        "Учительская",
        "Математика 4А",
    ] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    assert!(management.options.is_empty());
    assert!(management.chats.iter().all(|chat| !chat.member));
}
