use super::{Opened, read, seed, write};
use model::{ChatId, ChatKind, Role};
use storage::{Chat, Membership, NewMessage};

/// A list of chats begins with the one of the newest message, and tells what the list shows.
pub async fn chats_are_listed_newest_message_first(storage: Opened) {
    let seed = seed(&storage).await;
    let reader = seed.people[2];
    let mut db = write(&storage).await;
    let subject = Chat {
        id: ChatId(0),
        org: seed.org,
        kind: ChatKind::Subject,
        class: Some(seed.class),
        group: Some(seed.group),
        name: "Математика 4А (1 группа)".to_owned(),
        last_seq: 0,
    };
    let subject = db.insert_chat(&subject, 2).await.expect("a chat");
    for person in [seed.people[0], reader] {
        let reasons = "[]".to_owned();
        let member = Membership {
            chat: subject,
            person,
            role: Role::Pupil,
            reasons,
            since: 2,
        };
        db.keep_member(&member).await.expect("a member");
    }
    db.save().await.expect("kept");
    for (chat, key, at) in [(subject, "a", 10), (seed.chat, "b", 20)] {
        let new = NewMessage {
            chat,
            author: seed.people[0],
            author_name: "Мария Петровна".to_owned(),
            key: key.to_owned(),
            text: key.to_owned(),
            at,
        };
        storage.append(new).await.expect("kept");
    }
    let listed = read(&storage).await.chats_of(reader).await.expect("chats");
    assert_eq!(
        listed.iter().map(|one| one.chat.id).collect::<Vec<_>>(),
        [seed.chat, subject]
    );
    let (class, subject) = (&listed[0], &listed[1]);
    assert_eq!(
        class.last.as_ref().map(|last| last.text.as_str()),
        Some("b")
    );
    assert_eq!(
        (class.members, class.read_seq, class.chat.last_seq),
        (2, 0, 1)
    );
    assert_eq!(
        (subject.subject.as_str(), subject.class_name.as_str()),
        ("Математика", "4А")
    );
    let nobody = read(&storage)
        .await
        .chats_of(seed.people[1])
        .await
        .expect("chats");
    assert!(nobody.is_empty());
}

/// A class has one chat of a kind, a group one, a school one staff chat.
pub async fn a_chat_is_there_once(storage: Opened) {
    let seed = seed(&storage).await;
    let chat = |kind, class, group| Chat {
        id: ChatId(0),
        org: seed.org,
        kind,
        class,
        group,
        name: "Чат".to_owned(),
        last_seq: 0,
    };
    for (new, at_first) in [
        (chat(ChatKind::Class, Some(seed.class), None), false),
        (chat(ChatKind::Parents, Some(seed.class), None), true),
        (
            chat(ChatKind::Subject, Some(seed.class), Some(seed.group)),
            true,
        ),
        (chat(ChatKind::Staff, None, None), true),
    ] {
        let mut db = write(&storage).await;
        assert_eq!(
            db.insert_chat(&new, 1).await.is_ok(),
            at_first,
            "{:?}",
            new.kind
        );
        db.save().await.expect("kept");
        let mut db = write(&storage).await;
        db.insert_chat(&new, 1).await.expect_err("there already");
    }
    let mut db = read(&storage).await;
    assert_eq!(db.chats_of_class(seed.class).await.expect("chats").len(), 3);
    assert_eq!(db.chats_of_org(seed.org).await.expect("chats").len(), 4);
    assert!(db.staff_chat(seed.org).await.expect("an answer").is_some());
}

/// A member keeps the first day and gets new reasons; who comes back finds the old cursor; who
/// comes late has nothing unread.
pub async fn members_come_and_go(storage: Opened) {
    let seed = seed(&storage).await;
    let new = NewMessage {
        chat: seed.chat,
        author: seed.people[0],
        author_name: String::new(),
        key: "a".to_owned(),
        text: "a".to_owned(),
        at: 5,
    };
    storage.append(new).await.expect("kept");
    let mut db = write(&storage).await;
    let (late, there) = (seed.people[3], seed.people[2]);
    let member = |person, reasons: &str, since| Membership {
        chat: seed.chat,
        person,
        role: Role::Pupil,
        reasons: reasons.to_owned(),
        since,
    };
    db.keep_member(&member(late, "[]", 6))
        .await
        .expect("a member");
    assert_eq!(db.unread(late).await.expect("an answer"), 0);
    db.keep_member(&member(there, "[1]", 9))
        .await
        .expect("a member");
    let kept = db.membership(seed.chat, there).await.expect("an answer");
    assert_eq!(kept, Some(member(there, "[1]", 1)));
    db.remove_member(seed.chat, there).await.expect("removed");
    assert!(
        db.membership(seed.chat, there)
            .await
            .expect("an answer")
            .is_none()
    );
    assert_eq!(
        db.unread(there).await.expect("an answer"),
        0,
        "not a member"
    );
    db.keep_member(&member(there, "[]", 12))
        .await
        .expect("a member");
    assert_eq!(
        db.unread(there).await.expect("an answer"),
        1,
        "as it was left"
    );
    let names: Vec<_> = db.members(seed.chat).await.expect("members");
    assert_eq!(names.len(), 3);
    db.rename_chat(seed.chat, "5А класс")
        .await
        .expect("renamed");
    let chat = db
        .chat(seed.chat)
        .await
        .expect("an answer")
        .expect("a chat");
    assert_eq!(chat.name, "5А класс");
}
