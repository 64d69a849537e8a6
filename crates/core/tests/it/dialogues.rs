//! Dialogues: who may write to whom, and until when (MS-05, RC-14).

use crate::school_core::{Event, Who};
use model::{
    ChatId, ChatKind, PersonId, Problem, Role,
    views::{ChatSummary, CorrespondentTie},
};
use test_support::{PlainSchool, TestSchool};

/// The example school, everybody named linked.
async fn school(linked: &[&str]) -> (TestSchool, Vec<Who>) {
    let school = TestSchool::plain(&PlainSchool::example()).await;
    let mut people = Vec::new();
    for login in linked {
        people.push(school.link(login).await);
    }
    school.bus.take();
    (school, people)
}

async fn listed(school: &TestSchool, who: &Who, chat: ChatId) -> Option<ChatSummary> {
    let (chats, _) = school.core.chats(who).await.unwrap();
    chats.into_iter().find(|one| one.id == chat)
}

fn opened(events: &[Event], person: PersonId, chat: ChatId) -> bool {
    events.contains(&Event::Opened { chat, person })
}

#[tokio::test]
async fn two_who_share_a_chat_have_one_dialogue() {
    let (school, people) = school(&["t1", "g1"]).await;
    let [teacher, parent] = people.as_slice() else {
        panic!("two")
    };
    let chat = school.core.write_to(teacher, parent.id()).await.unwrap();
    let told = school.bus.take();
    assert!(opened(&told, teacher.id(), chat) && opened(&told, parent.id(), chat));
    for (one, other) in [(teacher, parent), (parent, teacher)] {
        assert_eq!(school.core.write_to(one, other.id()).await, Ok(chat));
        let shown = listed(&school, one, chat).await.unwrap();
        assert_eq!(shown.kind, ChatKind::Dialogue);
        assert_eq!(shown.name, other.person.name.full());
        assert_eq!(shown.tile, other.person.name.initials());
        let with = shown.with.clone().unwrap();
        assert_eq!(with.person, other.id());
        assert!(with.role.is_some());
        assert!(shown.is_blank(), "nobody has said anything");
    }
    assert!(school.bus.take().is_empty());
    school
        .core
        .send(parent, chat, "k1", "Здравствуйте")
        .await
        .unwrap();
    let shown = listed(&school, teacher, chat).await.unwrap();
    assert_eq!((shown.unread(), shown.is_blank()), (1, false));
    assert_eq!(shown.last.unwrap().author, parent.id());
    // Nobody else gets in, whoever runs the school.
    for login in ["t2", "a1"] {
        let stranger = school.enter(login).await;
        let history = school.core.history(&stranger, chat, None).await;
        assert_eq!(history.err(), Some(Problem::NotFound), "{login}");
    }
}

#[tokio::test]
async fn who_may_write_to_whom() {
    let linked = ["t1", "t2", "t3", "s1", "s2", "s4", "g1", "g2", "g3"];
    let (school, people) = school(&linked).await;
    let who = |login: &str| {
        let at = linked.iter().position(|one| *one == login).unwrap();
        &people[at]
    };
    let allowed = [
        ("t1", "s1", "class teacher and pupil"),
        ("t1", "g2", "class teacher and guardian"),
        ("t1", "t3", "both teach"),
        ("g1", "g2", "guardians of one class"),
        ("g1", "s1", "own child"),
        ("t2", "g1", "guardians of one class, one of them a teacher"),
    ];
    let refused = [
        ("s1", "s2", "pupils, though brothers"),
        ("s1", "s4", "pupils of one class"),
        ("g1", "s4", "a child of another family"),
        ("t1", "g3", "another class"),
        ("t3", "s1", "teaches neither the pupil nor the class"),
        ("g1", "g3", "guardians of two classes"),
        ("s1", "s1", "oneself"),
    ];
    let may = async |one: &str, other: &str| {
        let (one, other) = (who(one), who(other));
        let listed = school.core.correspondents(one).await.unwrap();
        let listed = listed.iter().any(|found| found.person == other.id());
        let written = school.core.write_to(one, other.id()).await;
        assert_eq!(listed, written.is_ok(), "what is offered is allowed");
        written.is_ok()
    };
    for (one, other, why) in allowed {
        assert!(may(one, other).await && may(other, one).await, "{why}");
    }
    for (one, other, why) in refused {
        assert!(!may(one, other).await && !may(other, one).await, "{why}");
    }
    // Whoever is not linked is not there.
    let (pupil, loner) = (who("s1"), school.enter("s3").await);
    let to_loner = school.core.write_to(who("t1"), loner.id()).await;
    assert_eq!(to_loner, Err(Problem::NotFound));
    let from_loner = school.core.write_to(&loner, who("t1").id()).await;
    assert_eq!(from_loner, Err(Problem::NotFound));
    let nobody = school.core.write_to(pupil, PersonId(0)).await;
    assert_eq!(nobody, Err(Problem::NotFound));

    let found = school.core.correspondents(pupil).await.unwrap();
    let shown: Vec<_> = found
        .into_iter()
        .map(|one| (one.name.family, one.role, one.tie))
        .collect();
    let class = CorrespondentTie::Chats(vec!["4А класс".to_owned()]);
    assert_eq!(
        shown,
        [
            ("Иванова".to_owned(), Role::Teacher, class),
            (
                "Морозова".to_owned(),
                Role::Guardian,
                CorrespondentTie::Guardian
            ),
        ]
    );
    let members = school
        .core
        .members(who("t1"), school.chat(who("t1"), "4А класс").await);
    let members = members.await.unwrap();
    let writable: Vec<_> = members.iter().filter(|one| one.writable).collect();
    let pupils: Vec<_> = ["s1", "s2", "s4"].map(|login| who(login).id()).into();
    assert_eq!(writable.len(), 3);
    assert!(writable.iter().all(|one| pupils.contains(&one.person)));
}

#[tokio::test]
async fn whoever_unlinks_leaves_and_comes_back_to_all_of_it() {
    let (school, people) = school(&["t1", "g1"]).await;
    let [teacher, parent] = people.as_slice() else {
        panic!("two")
    };
    let chat = school.core.write_to(teacher, parent.id()).await.unwrap();
    school
        .core
        .send(teacher, chat, "k1", "Добрый день")
        .await
        .unwrap();
    school.bus.take();
    let gone = school.unlink(parent).await;
    assert!(
        school.bus.closed_for(gone.id()).contains(&chat),
        "in open windows too"
    );
    let told = school.bus.take();
    assert!(
        opened(&told, teacher.id(), chat),
        "the other one sees it too"
    );
    assert_eq!(
        school.core.history(&gone, chat, None).await.err(),
        Some(Problem::NotFound)
    );
    let kept = listed(&school, teacher, chat).await.unwrap();
    assert_eq!(kept.with.unwrap().role, None, "nobody reads it there");
    school
        .core
        .send(teacher, chat, "k2", "Прочтёте позже")
        .await
        .unwrap();
    school.bus.take();
    let back = school.link("g1").await;
    let told = school.bus.take();
    for person in [back.id(), teacher.id()] {
        assert!(opened(&told, person, chat));
    }
    let seen = school.core.history(&back, chat, None).await.unwrap();
    assert_eq!(seen.messages.len(), 2);
}

#[tokio::test]
async fn two_who_share_nothing_any_more_both_leave() {
    let (school, people) = school(&["t2", "s6", "g3"]).await;
    let [teacher, pupil, parent] = people.as_slice() else {
        panic!("three")
    };
    let admin = school.enter("a1").await;
    let chat = school.core.write_to(pupil, teacher.id()).await.unwrap();
    let family = school.core.write_to(pupil, parent.id()).await.unwrap();
    school
        .core
        .send(pupil, chat, "k1", "Можно спросить?")
        .await
        .unwrap();
    school.link("t1").await;
    let page = school
        .core
        .transfer_page(&admin, pupil.id(), Some(school.class("4А").await))
        .await
        .unwrap();
    let groups = [page.chosen.unwrap().1[0].groups[1].id];
    let to = school.class("4А").await;
    let moved = school
        .core
        .transfer(&admin, pupil.id(), to, &groups, "просьба семьи");
    moved.await.unwrap();
    for who in [teacher, pupil] {
        let history = school.core.history(who, chat, None).await;
        assert_eq!(history.err(), Some(Problem::NotFound));
    }
    let write = school.core.send(pupil, chat, "k2", "Ещё раз").await;
    assert_eq!(write, Err(Problem::NotFound));
    assert!(
        listed(&school, pupil, family).await.is_some(),
        "a family stays one"
    );
    assert!(listed(&school, parent, family).await.is_some());
}

#[tokio::test]
async fn a_guardian_of_twins_loses_one_of_them() {
    let (school, people) = school(&["g1", "s1", "s2"]).await;
    let [parent, first, second] = people.as_slice() else {
        panic!("three")
    };
    let admin = school.enter("a1").await;
    let core = &school.core;
    let chat = core.write_to(parent, first.id()).await.unwrap();
    let other = core.write_to(parent, second.id()).await.unwrap();
    let removed = core.remove_guardian(&admin, first.id(), parent.id(), "решение суда");
    removed.await.unwrap();
    for who in [parent, first] {
        let history = core.history(who, chat, None).await;
        assert_eq!(history.err(), Some(Problem::NotFound), "no longer a family");
    }
    assert!(core.history(parent, other, None).await.is_ok());
}
