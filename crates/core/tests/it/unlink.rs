use crate::school_core::Event;
use model::{Problem, views::LinkPage};
use test_support::TestSchool;

#[tokio::test]
async fn the_end_of_a_link_closes_its_chats_at_once() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let parent = school.link("parent").await;
    let told = school.core.chats_to_close(&parent).await.unwrap();
    let chat = school.chat(&parent, "4А класс Родители").await;
    school.bus.take();

    let parent = school.unlink(&parent).await;
    assert_eq!(school.bus.closed_for(parent.id()).len(), told.len());
    let members = Event::Members {
        chat,
        members: 1,
        expected: 0,
    };
    let events = school.bus.take();
    assert!(
        events.iter().any(|event| matches!((event, &members),
            (Event::Members { chat: a, members: m, .. }, Event::Members { chat: b, members: n, .. })
                if a == b && m == n)),
        "{events:?}"
    );
    assert!(school.chat_names(&parent).await.is_empty());
    assert_eq!(
        school.core.history(&parent, chat, None).await.err(),
        Some(Problem::NotFound)
    );
    assert_eq!(school.core.link_page(&parent).await, Ok(LinkPage::Start));
    assert_eq!(school.identity.withdrawn(), ["tokens of parent"]);
    assert_eq!(
        school.chat_names(&teacher).await.len(),
        3,
        "nobody else is touched"
    );
}

#[tokio::test]
async fn the_vk_id_is_free_again() {
    let school = TestSchool::small().await;
    let pupil = school.link("pupil").await;
    school.unlink(&pupil).await;
    let other = school.link_with("pupil2", "vk-pupil", "+79009990000").await;
    assert_eq!(school.chat_names(&other).await, ["4А класс"]);
}

#[tokio::test]
async fn there_is_nothing_to_end_without_a_link() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    assert_eq!(
        school.core.unlink(&pupil).await.err(),
        Some(Problem::NotLinked)
    );
    assert_eq!(
        school.core.chats_to_close(&pupil).await.err(),
        Some(Problem::NotLinked)
    );
    let linked = school.link("pupil").await;
    school.core.unlink(&linked).await.unwrap();
    let twice = school.core.unlink(&linked).await.err();
    assert_eq!(twice, Some(Problem::NotLinked), "two presses");
}

#[tokio::test]
async fn who_comes_back_finds_everything() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let pupil = school.link("pupil").await;
    let chat = school.chat(&pupil, "4А класс").await;
    school
        .core
        .send(&pupil, chat, "k1", "До свидания")
        .await
        .unwrap();
    school.unlink(&pupil).await;
    school
        .core
        .send(&teacher, chat, "k2", "Артём ушёл?")
        .await
        .unwrap();
    let back = school.link("pupil").await;
    let history = school.core.history(&back, chat, None).await.unwrap();
    assert_eq!(history.messages.len(), 2);
    assert_eq!(history.messages[0].author_name, "Артём Соколов");
    assert_eq!(school.core.me(&back).await.unwrap().unread, 1);
}
