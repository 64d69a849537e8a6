use super::{Opened, read, seed, write};
use storage::{Appended, NewMessage, Throttle};

/// Nothing of a transaction that is not saved stays.
pub async fn what_is_not_saved_is_not_kept(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    db.retire_person(seed.source, "s1", 5)
        .await
        .expect("retired");
    db.set_throttle(
        "a",
        Throttle {
            failures: 1,
            ..Throttle::default()
        },
    )
    .await
    .expect("set");
    db.remove_member(seed.chat, seed.people[0])
        .await
        .expect("removed");
    drop(db);
    let mut db = write(&storage).await;
    assert_eq!(db.person_ids(seed.source).await.expect("people").len(), 5);
    assert_eq!(db.throttle("a").await.expect("an answer").failures, 0);
    assert!(
        db.membership(seed.chat, seed.people[0])
            .await
            .expect("an answer")
            .is_some()
    );
}

/// A reader does not see what is written after it began to look.
pub async fn a_reader_sees_one_moment(storage: Opened) {
    let seed = seed(&storage).await;
    let mut reader = read(&storage).await;
    assert_eq!(
        reader.person_ids(seed.source).await.expect("people").len(),
        5
    );
    let mut db = write(&storage).await;
    db.retire_person(seed.source, "s1", 5)
        .await
        .expect("retired");
    db.save().await.expect("kept");
    assert_eq!(
        reader.person_ids(seed.source).await.expect("people").len(),
        5
    );
    let mut later = read(&storage).await;
    assert_eq!(
        later.person_ids(seed.source).await.expect("people").len(),
        4
    );
}

/// Fills a storage that is going to be closed; see [`everything_is_still_there`].
pub async fn fill(storage: Opened) {
    let seed = seed(&storage).await;
    for n in 1..=10 {
        let new = NewMessage {
            chat: seed.chat,
            author: seed.people[0],
            author_name: "Мария Петровна".to_owned(),
            key: n.to_string(),
            text: format!("Сообщение {n}"),
            at: n,
        };
        let outcome = storage.append(new).await.expect("an answer");
        assert!(matches!(outcome, Appended::New(message) if message.seq == n));
    }
    let mut db = write(&storage).await;
    db.put_record("k", b"x", None, None, 1)
        .await
        .expect("an answer");
    db.set_read(seed.chat, seed.people[2], 4)
        .await
        .expect("an answer");
    db.save().await.expect("kept");
}

/// What [`fill`] acknowledged is there after the storage was opened anew, and goes on from there.
pub async fn everything_is_still_there(storage: Opened) {
    let mut db = read(&storage).await;
    let source = db
        .source("suite", "1")
        .await
        .expect("an answer")
        .expect("the source");
    let people = db.person_ids(source).await.expect("people");
    let (teacher, pupil) = (people["t1"], people["s1"]);
    let chat = db.chats_of(pupil).await.expect("chats").remove(0);
    assert_eq!((chat.read_seq, chat.chat.last_seq), (4, 10));
    let messages = db
        .messages_after(chat.chat.id, 0, 100)
        .await
        .expect("messages");
    assert_eq!(messages.len(), 10);
    assert_eq!(messages[9].text, "Сообщение 10");
    assert!(db.record("k", 1).await.expect("an answer").is_some());
    drop(db);
    let new = |key: &str| NewMessage {
        chat: chat.chat.id,
        author: teacher,
        author_name: String::new(),
        key: key.to_owned(),
        text: "дальше".to_owned(),
        at: 99,
    };
    let again = storage.append(new("10")).await.expect("an answer");
    assert!(matches!(again, Appended::Again(_, message) if message.seq == 10));
    let next = storage.append(new("next")).await.expect("an answer");
    assert!(matches!(next, Appended::New(message) if message.seq == 11));
}
