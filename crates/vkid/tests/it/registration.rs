//! The whole way, and what is skipped the second time.

use axum::http::StatusCode;
use vkid::Params;
use vkid::types::Callback;

use crate::support::*;

#[tokio::test]
async fn a_new_person_walks_through_all_pages() {
    let world = World::new();
    let mut browser = world.visit().await;
    let page = browser.page("/phone").await;
    for words in [
        "Вход в VK ID",
        "Введите свой номер мобильного телефона",
        "Продолжить",
        "Никому не передавайте свои регистрационные данные — даже коллегам или руководителю",
        "<li class=\"step is-now\" aria-current=\"step\"><span class=\"step-mark\" aria-hidden=\"true\">1</span><span class=\"step-label\">Телефон</span></li>",
        "autocomplete=\"tel\"",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let page = browser.submit("/phone", &[("phone", PHONE)]).await;
    assert!(page.contains("Введите код из SMS, которое придёт на ваш телефон"));
    assert!(page.contains("+7 912 000-00-03") && page.contains("one-time-code"));
    assert!(page.contains("<li class=\"step is-done\"><span"), "{page}");
    let (to, text, code) = world.outbox.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(to, "+79120000003");
    assert!(text.contains(&code) && code.len() == 6);

    let page = browser
        .submit(
            "/code",
            &[("code", &format!("{} {}", &code[..3], &code[3..]))],
        )
        .await;
    assert!(page.contains("Заполните информацию о себе"));
    assert!(page.contains("Указывать отчество не обязательно"));
    let page = browser.submit("/person", PERSON).await;
    for words in [
        "С сервисом «ЭЖД» можно связать свой учебный профиль:",
        "Вход в учебный профиль в VK Мессенджере по VK ID",
        "Общение в защищённом от посторонних лиц пространстве",
        "Регистрация ВКонтакте не нужна, а если аккаунт уже есть, его никто не увидит",
        "Подробнее о VK ID",
        "Информация о себе",
        "Сергей Петров",
        "Олегович",
        "25.07.1987",
        "Мужской",
        "+7 912 000-00-03",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    // Nothing about the person is kept for good before the consent.
    assert!(
        !world
            .store
            .dump()
            .iter()
            .any(|(key, _)| key.starts_with("vkid/account/"))
    );
    let answer = browser.post("/consent", &[]).await;
    let granted = browser.granted(&answer);
    assert_eq!(granted.expires_in, Some(600));
    assert_eq!(granted.kind.as_deref(), Some("code_v2"));
    assert!(answer.cookie.unwrap().contains("Max-Age=0"));
    let kept = world.store.dump();
    let consent = kept
        .iter()
        .find(|(key, _)| key.starts_with("vkid/consent/"))
        .unwrap();
    let consent: serde_json::Value = serde_json::from_slice(&consent.1).unwrap();
    assert_eq!(consent["version"], vkid::provider::CONSENT_VERSION);
    assert_eq!(consent["given_at"], 1_795_000_000_000_i64);
    // Secrets are nowhere in the store.
    let all: String = kept
        .iter()
        .map(|(k, v)| format!("{k} {}", String::from_utf8_lossy(v)))
        .collect();
    for secret in [&granted.code, &granted.device_id, &code] {
        assert!(!all.contains(&**secret));
    }
}

#[tokio::test]
async fn a_returning_person_skips_what_is_done() {
    let world = World::new();
    let (_, first) = world.tokens(PHONE).await;
    let mut browser = world.visit().await;
    let answer = browser.prove("+79120000003").await;
    let granted = browser.granted(&answer);
    let state = "s".repeat(32);
    let again = world
        .client()
        .exchange(&granted, &browser.pkce.verifier, &state)
        .await
        .unwrap();
    assert_eq!(again.user_id, first.user_id);

    // prompt=consent asks again; the data may be put right and nothing else is lost.
    let mut browser = world
        .visit_with(|request| request.prompt = Some("consent".into()))
        .await;
    assert_eq!(
        browser.prove(PHONE).await.location.as_deref(),
        Some("/vkid/consent")
    );
    let page = browser.page("/person").await;
    assert!(page.contains("value=\"Петров\"") && page.contains("1987-07-25"));
    let mut person = PERSON.to_vec();
    person[1] = ("first_name", "Семён");
    browser.post("/person", &person).await;
    browser.post("/consent", &[]).await;
    let user = world.client().user_info(&again.access_token).await.unwrap();
    assert_eq!(user.first_name, "Семён");
    assert_eq!(user.user_id, first.user_id);
}

#[tokio::test]
async fn wrong_data_are_explained_and_kept() {
    let world = World::new();
    let mut browser = world.visit().await;
    let page = browser.submit("/phone", &[("phone", "912 abc")]).await;
    assert!(page.contains("value=\"912 abc\"") && page.contains("Такого номера не бывает"));
    assert!(page.contains("aria-invalid=\"true\"") && page.contains("id=\"phone-error\""));
    browser.prove(PHONE).await;
    let wrong = [
        ("last_name", "Петров1"),
        ("first_name", ""),
        ("birth_date", "31.02.1987"),
        ("new_password", "123"),
    ];
    let page = browser.submit("/person", &wrong).await;
    for words in [
        "value=\"Петров1\"",
        "value=\"31.02.1987\"",
        "Здесь могут быть только буквы",
        "Введите имя.",
        "Такой даты нет",
        "Выберите пол.",
        "нужно не меньше 8 знаков",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(
        !page.contains("value=\"123\""),
        "a password never comes back"
    );
}

#[tokio::test]
async fn nobody_gets_ahead_of_the_steps() {
    let world = World::new();
    let mut browser = world.visit().await;
    for path in ["/code", "/password", "/person", "/consent"] {
        let answer = browser.get(&format!("/vkid{path}")).await;
        assert_eq!(answer.location.as_deref(), Some("/vkid/phone"), "{path}");
    }
    let page = browser.page("/phone").await;
    let token = page
        .split("name=\"form_token\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let fields = Params::new()
        .with("form_token", token)
        .with("code", "000000");
    for path in ["/code", "/password", "/person", "/consent"] {
        let answer = browser.post_raw(path, &fields).await;
        assert_eq!(answer.location.as_deref(), Some("/vkid/phone"), "{path}");
    }
}

#[tokio::test]
async fn a_form_without_its_token_is_refused() {
    let world = World::new();
    let mut browser = world.visit().await;
    let other = {
        let mut other = world.visit().await;
        let page = other.page("/phone").await;
        page.split("name=\"form_token\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    for path in [
        "/phone",
        "/code",
        "/password",
        "/person",
        "/consent",
        "/cancel",
    ] {
        for fields in [Params::new(), Params::new().with("form_token", &*other)] {
            let answer = browser.post_raw(path, &fields.with("phone", PHONE)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    assert_eq!(world.sent(), 0);
    let cookie = browser.cookie.take();
    assert_eq!(
        browser.post_raw("/phone", &Params::new()).await.status,
        StatusCode::BAD_REQUEST
    );
    browser.cookie = cookie;
    world.clock.advance(601);
    let answer = browser.get("/vkid/phone").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("Вход прервался"));
}

#[tokio::test]
async fn a_double_click_still_arrives_and_a_cancel_says_so() {
    let world = World::new();
    let mut browser = world.visit().await;
    browser.prove(PHONE).await;
    browser.post("/person", PERSON).await;
    let cookie = browser.cookie.clone();
    let page = browser.page("/consent").await;
    let token = page
        .split("name=\"form_token\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let fields = Params::new().with("form_token", token);
    for _ in 0..2 {
        browser.cookie = cookie.clone();
        let answer = browser.post_raw("/consent", &fields).await;
        browser.granted(&answer);
    }
    world.clock.advance(11);
    browser.cookie = cookie;
    assert_eq!(
        browser.post_raw("/consent", &fields).await.status,
        StatusCode::BAD_REQUEST
    );

    let mut browser = world.visit().await;
    let answer = browser.post("/cancel", &[]).await;
    let Callback::Denied(error) = callback(&answer) else {
        panic!("not denied")
    };
    assert_eq!(
        (&*error.error, error.state.as_deref()),
        ("access_denied", Some(&*browser.state))
    );
}
