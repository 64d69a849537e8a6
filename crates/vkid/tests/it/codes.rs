//! Codes: tries, age, countdown, limits.

use std::sync::atomic::Ordering;

use crate::support::*;

fn wrong(code: &str) -> String {
    let first = if code.starts_with('1') { '2' } else { '1' };
    format!("{first}{}", &code[1..])
}

#[tokio::test]
async fn five_tries_and_no_more() {
    let world = World::new();
    let mut browser = world.visit().await;
    browser.post("/phone", &[("phone", PHONE)]).await;
    let code = world.code();
    // A slip of the finger costs nothing.
    let page = browser.submit("/code", &[("code", "12345")]).await;
    assert!(page.contains("Код состоит из 6 цифр"));
    for words in [
        "Осталось 4 попытки",
        "Осталось 3 попытки",
        "Осталось 2 попытки",
        "Осталась 1 попытка",
        "слишком много раз",
    ] {
        let page = browser.submit("/code", &[("code", &wrong(&code))]).await;
        assert!(page.contains(words), "{words}\n{page}");
    }
    let page = browser.submit("/code", &[("code", &code)]).await;
    assert!(
        page.contains("слишком много раз"),
        "the right one comes too late"
    );
    world.clock.advance(60);
    browser.submit("/code", &[("do", "resend")]).await;
    assert_ne!(world.code(), code);
    let code = world.code();
    let answer = browser.post("/code", &[("code", &code)]).await;
    assert_eq!(answer.location.as_deref(), Some("/vkid/person"));
}

#[tokio::test]
async fn a_code_grows_old() {
    let world = World::with(|config| config.limits.flow_life = 3600);
    let mut browser = world.visit().await;
    browser.post("/phone", &[("phone", PHONE)]).await;
    world.clock.advance(600);
    let code = world.code();
    let page = browser.submit("/code", &[("code", &code)]).await;
    assert!(page.contains("Код устарел"));
}

#[tokio::test]
async fn the_countdown_is_kept_by_the_server() {
    let world = World::new();
    let mut browser = world.visit().await;
    browser.post("/phone", &[("phone", PHONE)]).await;
    world.clock.advance(15);
    let page = browser.page("/code").await;
    assert!(
        page.contains("Отправить ещё раз можно через 45 с")
            && page.contains("data-countdown=\"45\"")
    );
    assert!(page.contains("disabled"));
    browser.post("/code", &[("do", "resend")]).await;
    assert_eq!(world.sent(), 1, "too early");
    world.clock.advance(45);
    assert!(!browser.page("/code").await.contains("disabled"));
    browser.post("/code", &[("do", "resend")]).await;
    assert_eq!(world.sent(), 2);
    assert!(
        browser
            .page("/code")
            .await
            .contains("data-countdown=\"60\"")
    );
}

#[tokio::test]
async fn a_number_gets_five_codes_an_hour() {
    let world = World::new();
    for round in 0..6 {
        let mut browser = world.visit().await;
        let page = browser.submit("/phone", &[("phone", PHONE)]).await;
        assert_eq!(page.contains("слишком много кодов"), round == 5);
        if round == 5 {
            assert!(page.contains("через 60 минут") && page.contains("/vkid/password"));
            assert!(page.contains("+7 912 000-00-03"), "the number stays");
            assert!(!browser.page("/code").await.contains("Код отправлен"));
        }
    }
    assert_eq!(world.sent(), 5);
    world.clock.advance(3600);
    world
        .visit()
        .await
        .post("/phone", &[("phone", PHONE)])
        .await;
    assert_eq!(world.sent(), 6);
}

#[tokio::test]
async fn an_address_gets_so_many_codes_an_hour() {
    let world = World::with(|config| config.limits.codes_per_address = 2);
    for number in 0..3 {
        let mut browser = world.visit().await;
        let page = browser
            .submit("/phone", &[("phone", &format!("+7912000001{number}"))])
            .await;
        assert_eq!(page.contains("С этого подключения"), number == 2);
    }
    let mut elsewhere = world.visit().await;
    elsewhere.address = [198, 51, 100, 7];
    elsewhere.post("/phone", &[("phone", PHONE)]).await;
    assert_eq!(world.sent(), 3);
}

#[tokio::test]
async fn a_gateway_that_is_down_is_said_so() {
    let world = World::new();
    world.outbox.broken.store(true, Ordering::Relaxed);
    let mut browser = world.visit().await;
    let page = browser.submit("/phone", &[("phone", PHONE)]).await;
    assert!(page.contains("Не удалось отправить код") && page.contains("+7 912 000-00-03"));
    world.outbox.broken.store(false, Ordering::Relaxed);
    assert_eq!(
        browser.prove(PHONE).await.location.as_deref(),
        Some("/vkid/person")
    );
}
