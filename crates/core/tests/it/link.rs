use crate::school_core::Event;
use model::{
    ChatKind, FullName, Phone, Problem,
    views::{LinkPage, LinkState},
};
use test_support::TestSchool;

#[tokio::test]
async fn the_class_teacher_links_and_three_chats_open() {
    let school = TestSchool::small().await;
    let teacher = school.sign_in("teacher").await;
    assert_eq!(school.core.link_page(&teacher).await, Ok(LinkPage::Start));
    let state = school.ask(&teacher).await;
    school
        .answer(&teacher, &state, Ok(school.vk(&teacher)))
        .await
        .unwrap();
    let LinkPage::Review {
        journal,
        profile,
        names_differ,
        existing,
    } = school.core.link_page(&teacher).await.unwrap()
    else {
        panic!("both cards to look at")
    };
    assert!(!names_differ && !existing);
    assert_eq!(
        (&journal.name, &journal.phone),
        (&profile.name, &profile.phone)
    );

    let name = teacher.person.name.clone();
    let token = school
        .core
        .confirm_link(&teacher, name)
        .await
        .unwrap()
        .unwrap();
    let teacher = school.identify(&token).await;
    let LinkPage::Done(done) = school.core.link_page(&teacher).await.unwrap() else {
        panic!("the end of the way")
    };
    let opened: Vec<_> = done
        .chats
        .iter()
        .map(|chat| (chat.kind, chat.name.as_str()))
        .collect();
    assert_eq!(
        opened,
        [
            (ChatKind::Class, "4А класс"),
            (ChatKind::Parents, "4А класс Родители"),
            (ChatKind::Staff, "Учительская"),
        ]
    );
    assert!(done.may_add);
    assert_eq!(school.bus.opened_for(teacher.id()).len(), 3);
    let me = school.core.me(&teacher).await.unwrap();
    assert!(matches!(me.link, LinkState::Linked(linked) if linked.vk_id == "vk-teacher"));
}

#[tokio::test]
async fn the_open_window_of_the_teacher_sees_a_pupil_arrive() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let chat = school.chat(&teacher, "4А класс").await;
    school.bus.take();
    let pupil = school.link("pupil").await;
    let events = school.bus.take();
    assert!(
        events.contains(&Event::Opened {
            chat,
            person: pupil.id()
        }),
        "{events:?}"
    );
    assert!(
        events.contains(&Event::Members {
            chat,
            members: 2,
            expected: 29
        }),
        "{events:?}"
    );
    assert_eq!(school.chat_names(&pupil).await, ["4А класс"]);
}

#[tokio::test]
async fn a_guardian_is_in_the_parents_chats_of_both_children() {
    let school = TestSchool::small().await;
    let parent = school.link("parent").await;
    assert_eq!(
        school.chat_names(&parent).await,
        ["4А класс Родители", "7Б класс Родители"]
    );
    assert_eq!(school.core.me(&parent).await.unwrap().children.len(), 2);
}

#[tokio::test]
async fn a_teacher_who_is_a_guardian_has_the_chats_of_both() {
    let school = TestSchool::small().await;
    let both = school.link("teacher-parent").await;
    let names = school.chat_names(&both).await;
    assert!(names.contains(&"4А класс Родители".to_owned()), "{names:?}");
    assert!(names.contains(&"Учительская".to_owned()), "{names:?}");
}

#[tokio::test]
async fn the_second_press_finds_the_link() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    let state = school.ask(&pupil).await;
    school
        .answer(&pupil, &state, Ok(school.vk(&pupil)))
        .await
        .unwrap();
    let name = pupil.person.name.clone();
    let first = school
        .core
        .confirm_link(&pupil, name.clone())
        .await
        .unwrap();
    // Both presses came from the same page, before the first was answered.
    let second = school.core.confirm_link(&pupil, name.clone()).await;
    assert!(matches!(second, Ok(None)), "{:?}", second.err());
    let pupil = school.identify(&first.unwrap()).await;
    assert!(matches!(
        school.core.confirm_link(&pupil, name).await,
        Ok(None)
    ));
    assert_eq!(school.chat_names(&pupil).await.len(), 1);
}

#[tokio::test]
async fn the_old_token_is_worth_nothing_soon_after_the_link() {
    let school = TestSchool::small().await;
    let token = school.try_sign_in("pupil", "zvonok").await.unwrap();
    let pupil = school.identify(&token).await;
    school.try_link(&pupil, school.vk(&pupil)).await.unwrap();
    // Other windows of the same browser hear of the link before they have the new cookie.
    assert!(school.core.identify(&token.0, "10.0.0.1").await.is_ok());
    school.clock.set(test_support::TUESDAY + 30_000);
    let refused = school.core.identify(&token.0, "10.0.0.1").await;
    assert_eq!(refused.err(), Some(Problem::SignInNeeded));
}

#[tokio::test]
async fn the_own_number_fits_whatever_else_the_roster_knows_of_it() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    let vk = school.vk(&pupil);
    assert!(vk.phone.is_some());
    let linked = school.try_link(&pupil, vk).await.unwrap();
    assert!(linked.link.is_some());
}

#[tokio::test]
async fn a_number_that_the_roster_does_not_know_fits() {
    let school = TestSchool::small().await;
    let pupil = school.link_with("pupil", "vk-1", "+79009990000").await;
    assert!(pupil.link.is_some());
}

#[tokio::test]
async fn names_that_differ_are_shown_and_the_typed_one_is_kept() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    let state = school.ask(&pupil).await;
    let mut vk = school.vk(&pupil);
    vk.name.given = "Тёма".to_owned();
    school.answer(&pupil, &state, Ok(vk)).await.unwrap();
    let page = school.core.link_page(&pupil).await.unwrap();
    assert!(
        matches!(
            page,
            LinkPage::Review {
                names_differ: true,
                ..
            }
        ),
        "{page:?}"
    );
    let empty = FullName {
        family: " ".into(),
        ..pupil.person.name.clone()
    };
    let refused = school.core.confirm_link(&pupil, empty).await.err();
    assert_eq!(refused, Some(Problem::FieldMissing));
    let typed = FullName {
        given: " Артём  Олегович ".into(),
        ..pupil.person.name.clone()
    };
    let token = school
        .core
        .confirm_link(&pupil, typed)
        .await
        .unwrap()
        .unwrap();
    let me = school
        .core
        .me(&school.identify(&token).await)
        .await
        .unwrap();
    assert!(matches!(me.link, LinkState::Linked(linked) if linked.name.given == "Артём Олегович"));
}

#[tokio::test]
async fn linking_anew_takes_the_newest_choice() {
    let school = TestSchool::small().await;
    let pupil = school.link("pupil").await;
    let mut vk = school.vk(&pupil);
    vk.vk_id = "vk-new".to_owned();
    let pupil = school.try_link(&pupil, vk).await.unwrap();
    let me = school.core.me(&pupil).await.unwrap();
    assert!(matches!(me.link, LinkState::Linked(linked) if linked.vk_id == "vk-new"));
    assert_eq!(school.chat_names(&pupil).await, ["4А класс"]);
    // The first VK ID is free for somebody else.
    let other = school.link_with("pupil2", "vk-pupil", "+79009990001").await;
    assert!(other.link.is_some());
}

#[tokio::test]
async fn two_children_may_share_a_number_but_not_a_vk_id() {
    let school = TestSchool::small().await;
    let pupil = school.link_with("pupil", "vk-1", "+79009990000").await;
    let other = school.link_with("pupil2", "vk-2", "+79009990000").await;
    assert!(pupil.link.is_some() && other.link.is_some());
    assert_eq!(
        Phone::parse("+79009990000").unwrap().masked(),
        "+7 900 •••-••-00"
    );
}
