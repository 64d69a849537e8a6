use super::{Opened, Seed, read, seed, write};
use storage::{Appended, NewMessage, StoredMessage};

fn message(seed: &Seed, who: usize, key: &str, at: i64) -> NewMessage {
    NewMessage {
        chat: seed.chat,
        author: seed.people[who],
        author_name: "Мария Петровна".to_owned(),
        key: key.to_owned(),
        text: format!("Текст {key}"),
        at,
    }
}

async fn kept(storage: &Opened, new: NewMessage) -> StoredMessage {
    match storage.append(new).await.expect("an answer") {
        Appended::New(message) => message,
        other => panic!("kept: {other:?}"),
    }
}

/// Two hundred at once: numbers 1 to 200, each once, each text under its own key.
pub async fn messages_are_numbered_without_gaps(storage: Opened) {
    let seed = seed(&storage).await;
    let all = (0..200).map(|n| {
        let (storage, new) = (
            storage.clone(),
            message(&seed, [0, 2][n % 2], &n.to_string(), 5),
        );
        tokio::spawn(async move { kept(&storage, new).await })
    });
    let mut answered = Vec::new();
    for one in all.collect::<Vec<_>>() {
        answered.push(one.await.expect("no panic"));
    }
    answered.sort_by_key(|message| message.seq);
    let numbers: Vec<i64> = answered.iter().map(|message| message.seq).collect();
    assert_eq!(numbers, (1..=200).collect::<Vec<_>>());
    let mut db = read(&storage).await;
    let stored = db
        .messages_after(seed.chat, 0, 1_000)
        .await
        .expect("messages");
    assert_eq!(stored, answered, "what was acknowledged is what is kept");
    assert_eq!(
        db.chat(seed.chat)
            .await
            .expect("an answer")
            .expect("a chat")
            .last_seq,
        200
    );
}

/// The same key of the same author is one message, also when both are sent together; the same key
/// of another author is another message.
pub async fn the_same_key_is_kept_once(storage: Opened) {
    let seed = seed(&storage).await;
    let twins = (0..20).map(|_| storage.append(message(&seed, 0, "same", 5)));
    let outcomes = futures::future::join_all(twins).await;
    let mut new = 0;
    for outcome in outcomes {
        match outcome.expect("an answer") {
            Appended::New(message) => new += message.seq,
            Appended::Again(chat, message) => assert_eq!((chat, message.seq), (seed.chat, 1)),
            Appended::NotMember => panic!("a member"),
        }
    }
    assert_eq!(new, 1);
    assert_eq!(kept(&storage, message(&seed, 2, "same", 6)).await.seq, 2);
}

/// Messages that are kept together do not touch each other: texts come back as they were written,
/// and a stranger among the members takes no number.
pub async fn a_batch_keeps_each_message_apart(storage: Opened) {
    let seed = seed(&storage).await;
    let texts = [
        r#"«Кавычки», "quotes" и 'одинарные'"#,
        "a\\b\n\tв две строки \u{1} \u{7f}",
        "🙂 \u{10ffff} {\"$1\": null}",
        "1e5",
        "[]",
    ];
    let all = texts.iter().enumerate().flat_map(|(n, text)| {
        // The guardian is no member of the chat of the class.
        [0, 1, 2].map(|who| {
            let mut new = message(&seed, who, &n.to_string(), 5);
            new.text = (*text).to_owned();
            new.author_name = format!("{text} {who}");
            storage.append(new)
        })
    });
    let mut answered = Vec::new();
    let mut strangers = 0;
    for outcome in futures::future::join_all(all).await {
        match outcome.expect("an answer") {
            Appended::New(message) => answered.push(message),
            Appended::NotMember => strangers += 1,
            Appended::Again(..) => panic!("every key is new"),
        }
    }
    assert_eq!((answered.len(), strangers), (10, 5));
    answered.sort_by_key(|message| message.seq);
    let mut db = read(&storage).await;
    let stored = db
        .messages_after(seed.chat, 0, 100)
        .await
        .expect("messages");
    assert_eq!(stored, answered, "what was acknowledged is what is kept");
    assert_eq!(stored.last().map(|message| message.seq), Some(10));
    for message in stored {
        let n: usize = message.key.parse().expect("a number");
        assert_eq!(message.text, texts[n]);
        assert!(message.author_name.starts_with(texts[n]));
    }
}

/// Who is no member writes nothing and takes no number.
pub async fn strangers_do_not_write(storage: Opened) {
    let seed = seed(&storage).await;
    let refused = storage
        .append(message(&seed, 1, "a", 5))
        .await
        .expect("an answer");
    assert_eq!(refused, Appended::NotMember);
    let mut db = write(&storage).await;
    db.remove_member(seed.chat, seed.people[2])
        .await
        .expect("removed");
    db.save().await.expect("kept");
    let refused = storage
        .append(message(&seed, 2, "b", 5))
        .await
        .expect("an answer");
    assert_eq!(refused, Appended::NotMember);
    assert_eq!(kept(&storage, message(&seed, 0, "c", 6)).await.seq, 1);
}

/// A cursor never moves back, nor beyond the newest message; the author's moves with the message.
pub async fn the_read_cursor_only_moves_forward(storage: Opened) {
    let seed = seed(&storage).await;
    for n in 0..5 {
        kept(&storage, message(&seed, 0, &n.to_string(), 5)).await;
    }
    let reader = seed.people[2];
    let mut db = write(&storage).await;
    assert_eq!(db.unread(reader).await.expect("an answer"), 5);
    assert_eq!(
        db.unread(seed.people[0]).await.expect("an answer"),
        0,
        "own messages are read"
    );
    assert_eq!(
        db.set_read(seed.chat, reader, 3).await.expect("an answer"),
        3
    );
    assert_eq!(
        db.set_read(seed.chat, reader, 1).await.expect("an answer"),
        3
    );
    assert_eq!(
        db.set_read(seed.chat, reader, 99).await.expect("an answer"),
        5
    );
    assert_eq!(db.unread(reader).await.expect("an answer"), 0);
}

/// Pages before a number and after one, in order, and none older than asked for.
pub async fn history_is_paged_both_ways(storage: Opened) {
    let seed = seed(&storage).await;
    for n in 1..=12 {
        kept(&storage, message(&seed, 0, &n.to_string(), n)).await;
    }
    let mut db = read(&storage).await;
    let numbers = |messages: Vec<StoredMessage>| messages.iter().map(|m| m.seq).collect::<Vec<_>>();
    let newest = db
        .messages_before(seed.chat, i64::MAX, 5, 0)
        .await
        .expect("messages");
    assert_eq!(numbers(newest), [8, 9, 10, 11, 12]);
    let earlier = db
        .messages_before(seed.chat, 8, 5, 0)
        .await
        .expect("messages");
    assert_eq!(numbers(earlier), [3, 4, 5, 6, 7]);
    let since = db
        .messages_before(seed.chat, 8, 5, 6)
        .await
        .expect("messages");
    assert_eq!(numbers(since), [6, 7]);
    let later = db.messages_after(seed.chat, 8, 3).await.expect("messages");
    assert_eq!(numbers(later), [9, 10, 11]);
    assert!(
        db.messages_after(seed.chat, 12, 3)
            .await
            .expect("messages")
            .is_empty()
    );
}
