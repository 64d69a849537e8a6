use test_support::TestSchool;

/// 2026-08-01, before the school year and more than sixty days before [`test_support::TUESDAY`].
const AUGUST: i64 = test_support::TUESDAY - 115 * 86_400_000;

#[tokio::test]
async fn pages_go_back_to_the_first_message() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let chat = school.chat(&teacher, "4А класс").await;
    for n in 1..=120 {
        school
            .core
            .send(&teacher, chat, &format!("k{n}"), &n.to_string())
            .await
            .unwrap();
    }
    let mut before = None;
    let mut pages = Vec::new();
    loop {
        let page = school.core.history(&teacher, chat, before).await.unwrap();
        before = page.messages.first().map(|message| message.seq);
        pages.push((page.messages.len(), before.unwrap()));
        if !page.earlier {
            break;
        }
    }
    assert_eq!(pages, [(50, 71), (50, 21), (20, 1)]);
    let missed = school
        .core
        .missed(&teacher, chat, 100)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(missed.first().map(|message| message.seq), Some(101));
}

#[tokio::test]
async fn too_much_to_catch_up_with_is_said_so() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let chat = school.chat(&teacher, "4А класс").await;
    let keys: Vec<String> = (0..=model::wire::LONGEST_CATCH_UP)
        .map(|n| n.to_string())
        .collect();
    let sends = keys
        .iter()
        .map(|key| school.core.send(&teacher, chat, key, key));
    futures::future::join_all(sends).await;
    assert_eq!(school.core.missed(&teacher, chat, 0).await, Ok(None));
    let most = school
        .core
        .missed(&teacher, chat, 1)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(most.len() as i64, model::wire::LONGEST_CATCH_UP);
}

#[tokio::test]
async fn who_joins_later_sees_the_school_year_and_nothing_before() {
    let school = TestSchool::small().await;
    school.clock.set(AUGUST);
    let teacher = school.link("teacher").await;
    let chat = school.chat(&teacher, "4А класс").await;
    school
        .core
        .send(&teacher, chat, "k1", "Летом")
        .await
        .unwrap();
    school.clock.set(test_support::TUESDAY);
    let teacher = school.enter("teacher").await;
    school
        .core
        .send(&teacher, chat, "k2", "Осенью")
        .await
        .unwrap();

    let pupil = school.link("pupil").await;
    let history = school.core.history(&pupil, chat, None).await.unwrap();
    let texts: Vec<&str> = history.messages.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(texts, ["Осенью"]);
    let missed = school.core.missed(&pupil, chat, 0).await.unwrap().unwrap();
    assert_eq!(
        missed.len(),
        1,
        "catching up shows no more than history does"
    );
    assert_eq!(
        school.core.me(&pupil).await.unwrap().unread,
        0,
        "nothing to read from before"
    );
}
