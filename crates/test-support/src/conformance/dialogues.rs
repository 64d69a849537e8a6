use super::{Opened, read, seed, write};
use model::{CallId, CallOutcome, CallRights, ChatId, ChatKind, Role};
use storage::{Call, Chat, Membership};

/// A pair has one dialogue, whoever asks; each of the two finds the other in it; it makes nobody
/// acquainted.
pub async fn a_pair_has_one_dialogue(storage: Opened) {
    let seed = seed(&storage).await;
    let (teacher, pupil, other) = (seed.people[0], seed.people[2], seed.people[3]);
    let mut db = write(&storage).await;
    let chat = Chat {
        id: ChatId(0),
        org: seed.org,
        kind: ChatKind::Dialogue,
        class: None,
        group: None,
        name: String::new(),
        last_seq: 0,
    };
    let id = db.insert_chat(&chat, 1).await.expect("a chat");
    let made = db.insert_dialogue(id, pupil, teacher).await;
    made.expect("a dialogue");
    for (person, role) in [(teacher, Role::Teacher), (other, Role::Pupil)] {
        let member = Membership {
            chat: id,
            person,
            role,
            reasons: "[]".to_owned(),
            since: 1,
        };
        db.keep_member(&member).await.expect("a member");
    }
    db.save().await.expect("kept");

    let mut db = read(&storage).await;
    for (one, two) in [(teacher, pupil), (pupil, teacher)] {
        assert_eq!(db.dialogue_of(one, two).await.expect("asked"), Some(id));
        assert_eq!(
            db.dialogues_with(one).await.expect("asked"),
            [(id, two)],
            "member or not"
        );
    }
    assert_eq!(db.dialogue_of(teacher, other).await.expect("asked"), None);
    let pair = db.pair_of(id).await.expect("asked").expect("a pair");
    assert!(pair == (teacher, pupil) || pair == (pupil, teacher));
    assert_eq!(db.pair_of(seed.chat).await.expect("asked"), None);
    let listed = db.chats_of(teacher).await.expect("asked");
    let listed = listed.into_iter().find(|one| one.chat.id == id);
    let with = listed.expect("listed").with.expect("with somebody");
    assert_eq!((with.person, with.role), (pupil, None), "who is no member");
    let mut db = write(&storage).await;
    let again = db.insert_chat(&chat, 2).await.expect("a chat");
    assert!(db.insert_dialogue(again, teacher, pupil).await.is_err());
    drop(db);

    let mut db = read(&storage).await;
    let known = db.acquaintances(teacher, None).await.expect("asked");
    let known: Vec<_> = known
        .iter()
        .map(|one| (one.person, one.mine, one.theirs, one.chat.as_str()))
        .collect();
    let tied = (pupil, Role::Teacher, Role::Pupil, "4А класс");
    assert_eq!(known, [tied], "the class, not the dialogue");
    for (whom, found) in [(pupil, 1), (other, 0)] {
        let known = db.acquaintances(teacher, Some(whom)).await.expect("asked");
        assert_eq!(known.len(), found);
    }
}

/// A call is answered once, while it goes on; how it ended is found by its chat.
pub async fn a_call_is_answered_once(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let call = Call {
        id: CallId(0),
        chat: seed.chat,
        lesson: None,
        starter: seed.people[0],
        starter_name: "Имя".to_owned(),
        all: CallRights::ALL,
        started_at: 1,
        ended_at: None,
        answered_at: None,
        outcome: None,
    };
    let first = db.insert_call(&call).await.expect("asked").expect("begun");
    for answered in [true, false] {
        assert_eq!(db.answer_call(first, 2).await.expect("asked"), answered);
    }
    for (ended, outcome) in [(true, None), (false, Some(CallOutcome::Declined))] {
        let done = db.end_call(first, 3, outcome).await.expect("asked");
        assert_eq!(done, ended);
    }
    let second = db.insert_call(&call).await.expect("asked").expect("begun");
    let declined = Some(CallOutcome::Declined);
    assert!(db.end_call(second, 5, declined).await.expect("asked"));
    assert!(
        !db.answer_call(second, 6).await.expect("asked"),
        "it is over"
    );
    db.save().await.expect("kept");

    let mut db = read(&storage).await;
    let kept = db.call(first).await.expect("asked").expect("kept");
    assert_eq!(
        (kept.answered_at, kept.ended_at, kept.outcome),
        (Some(2), Some(3), None)
    );
    let last = db.last_call_in(seed.chat).await.expect("asked");
    let last = last.expect("the second");
    assert_eq!(
        (last.id, last.answered_at, last.outcome),
        (second, None, declined)
    );
}
