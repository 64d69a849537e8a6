use crate::school_core::Event;
use model::{ChatId, Problem, message::LONGEST};
use test_support::TestSchool;

#[tokio::test]
async fn a_message_reaches_everybody_under_the_name_of_its_author() {
    let school = TestSchool::small().await;
    let (teacher, pupil) = (school.link("teacher").await, school.link("pupil").await);
    let chat = school.chat(&teacher, "4А класс").await;
    school.bus.take();
    school
        .core
        .send(&teacher, chat, "k1", "  Завтра экскурсия\r\n ")
        .await
        .unwrap();
    let events = school.bus.take();
    let [
        Event::Message {
            chat: told,
            message,
        },
    ] = events.as_slice()
    else {
        panic!("one message: {events:?}")
    };
    assert_eq!(
        (*told, message.seq, message.text.as_str()),
        (chat, 1, "Завтра экскурсия")
    );
    assert_eq!(message.author_name, teacher.person.name.polite());
    assert_eq!(message.at.time, "9:41");
    let summary = school.core.chat_summary(&pupil, chat).await.unwrap();
    assert_eq!((summary.unread(), summary.members), (1, 2));
    assert_eq!(
        school
            .core
            .chat_summary(&teacher, chat)
            .await
            .unwrap()
            .unread(),
        0
    );

    school.core.read_up_to(&pupil, chat, 99).await.unwrap();
    assert_eq!(
        school.bus.take(),
        [Event::Read {
            chat,
            person: pupil.id(),
            seq: 1
        }]
    );
    assert_eq!(school.core.me(&pupil).await.unwrap().unread, 0);
    school.core.typing(&pupil, chat).await.unwrap();
    let typing = Event::Typing {
        chat,
        person: pupil.id(),
        name: "Артём".to_owned(),
    };
    assert_eq!(school.bus.take(), [typing]);
}

#[tokio::test]
async fn the_same_key_is_one_message() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let chat = school.chat(&teacher, "4А класс").await;
    for _ in 0..3 {
        school
            .core
            .send(&teacher, chat, "k1", "Один раз")
            .await
            .unwrap();
    }
    let history = school.core.history(&teacher, chat, None).await.unwrap();
    assert_eq!(history.messages.len(), 1);
    let staff = school.chat(&teacher, "Учительская").await;
    let refused = school
        .core
        .send(&teacher, staff, "k1", "В другом чате")
        .await;
    assert_eq!(refused, Err(Problem::BadRequest));
}

#[tokio::test]
async fn what_is_no_message_is_refused() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let chat = school.chat(&teacher, "4А класс").await;
    let long = "ж".repeat(LONGEST);
    school.core.send(&teacher, chat, "k1", &long).await.unwrap();
    for (key, text, problem) in [
        ("k2", format!("{long}ж"), Problem::MessageTooLong),
        ("k3", " \n\t".to_owned(), Problem::MessageEmpty),
        ("", "текст".to_owned(), Problem::BadRequest),
        ("ключ", "текст".to_owned(), Problem::BadRequest),
        (&"k".repeat(65), "текст".to_owned(), Problem::BadRequest),
    ] {
        assert_eq!(
            school.core.send(&teacher, chat, key, &text).await,
            Err(problem),
            "{key}"
        );
    }
    let history = school.core.history(&teacher, chat, None).await.unwrap();
    assert_eq!(history.messages.len(), 1);
}

#[tokio::test]
async fn a_chat_of_others_is_not_there() {
    let school = TestSchool::small().await;
    let (teacher, pupil) = (school.link("teacher").await, school.link("pupil").await);
    let staff = school.chat(&teacher, "Учительская").await;
    let parents = school.chat(&teacher, "4А класс Родители").await;
    let admin = school.link("admin").await;
    for who in [&pupil, &admin] {
        for chat in [staff, parents, ChatId(99_999)] {
            let core = &school.core;
            let refused = Some(Problem::NotFound);
            assert_eq!(core.send(who, chat, "k", "текст").await.err(), refused);
            assert_eq!(core.history(who, chat, None).await.err(), refused);
            assert_eq!(core.missed(who, chat, 0).await.err(), refused);
            assert_eq!(core.members(who, chat).await.err(), refused);
            assert_eq!(core.read_up_to(who, chat, 1).await.err(), refused);
            assert_eq!(core.typing(who, chat).await.err(), refused);
            assert_eq!(core.chat_summary(who, chat).await.err(), refused);
        }
    }
}

#[tokio::test]
async fn many_write_at_once_and_nothing_is_lost() {
    let school = TestSchool::small().await;
    let (teacher, pupil) = (school.link("teacher").await, school.link("pupil").await);
    let chat = school.chat(&teacher, "4А класс").await;
    let sends = (0..60).map(|n| {
        let who = if n % 2 == 0 { &teacher } else { &pupil };
        let core = &school.core;
        async move {
            core.send(who, chat, &format!("k{n}"), &format!("{n}"))
                .await
        }
    });
    for sent in futures::future::join_all(sends).await {
        sent.unwrap();
    }
    let missed = school.core.missed(&pupil, chat, 0).await.unwrap().unwrap();
    let numbers: Vec<i64> = missed.iter().map(|message| message.seq).collect();
    assert_eq!(numbers, (1..=60).collect::<Vec<_>>());
}
