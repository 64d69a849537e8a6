//! The password of those who set one.

use crate::support::*;

async fn with_password(world: &World) {
    let mut browser = world.visit().await;
    browser.prove(PHONE).await;
    let mut person = PERSON.to_vec();
    person.push(("new_password", "тихий омут 42"));
    browser.post("/person", &person).await;
    browser.post("/consent", &[]).await;
}

#[tokio::test]
async fn a_password_does_instead_of_the_code() {
    let world = World::new();
    with_password(&world).await;
    let mut browser = world.visit().await;
    let page = browser.submit("/phone", &[("phone", PHONE)]).await;
    assert!(page.contains("/vkid/password"));
    let page = browser.submit("/password", &[("password", "не тот")]).await;
    assert!(page.contains("Введите свой пароль") && page.contains("Получить код"));
    assert!(page.contains("Пароль не подошёл") && !page.contains("не тот\""));
    let answer = browser
        .post("/password", &[("password", "тихий омут 42")])
        .await;
    browser.granted(&answer);
}

#[tokio::test]
async fn an_unknown_number_and_a_wrong_password_sound_alike() {
    let world = World::new();
    with_password(&world).await;
    let mut said = Vec::new();
    for phone in [PHONE, "+79120000099"] {
        let mut browser = world.visit().await;
        browser.post("/phone", &[("phone", phone)]).await;
        let page = browser
            .submit("/password", &[("password", "мимо мимо")])
            .await;
        let text = page.split("id=\"password-error\"").nth(1).unwrap();
        said.push(text.split("</p>").next().unwrap().to_owned());
    }
    assert_eq!(said[0], said[1]);
}

#[tokio::test]
async fn passwords_are_tried_so_often_and_the_code_stays_open() {
    let world = World::with(|config| config.limits.passwords_per_number = 3);
    with_password(&world).await;
    let mut browser = world.visit().await;
    browser.post("/phone", &[("phone", PHONE)]).await;
    for round in 0..4 {
        let page = browser.submit("/password", &[("password", "мимо")]).await;
        assert_eq!(page.contains("Слишком много попыток"), round == 3);
    }
    let page = browser
        .submit("/password", &[("password", "тихий омут 42")])
        .await;
    assert!(page.contains("Слишком много попыток"));
    let code = world.code();
    let answer = browser.post("/code", &[("code", &code)]).await;
    browser.granted(&answer);
}

#[tokio::test]
async fn guessable_passwords_are_not_taken() {
    let world = World::new();
    let mut browser = world.visit().await;
    browser.prove(PHONE).await;
    for weak in ["12345678", "aaaaaaaa", "9120000003", "Пароль123"] {
        let mut person = PERSON.to_vec();
        person.push(("new_password", weak));
        let page = browser.submit("/person", &person).await;
        assert!(page.contains("легко угадать"), "{weak}");
    }
}
