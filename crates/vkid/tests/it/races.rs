//! Things done twice at the same moment.

use futures::future::join_all;
use vkid::Params;

use crate::support::*;

const STATE: &str = "state-of-a-token-request-0123456789";

#[tokio::test]
async fn a_code_is_exchanged_once() {
    let world = World::new();
    let (granted, pkce) = world.register(PHONE).await;
    let client = world.client();
    let tries = (0..4).map(|_| client.exchange(&granted, &pkce.verifier, STATE));
    let answers = join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
}

#[tokio::test]
async fn a_refresh_token_is_used_once() {
    let world = World::new();
    let (granted, tokens) = world.tokens(PHONE).await;
    let client = world.client();
    let tries = (0..4).map(|_| client.refresh(&tokens.refresh_token, &granted.device_id, STATE));
    let answers = join_all(tries).await;
    let good: Vec<_> = answers.into_iter().flatten().collect();
    assert!(good.len() <= 1);
    for tokens in good {
        assert!(
            client.user_info(&tokens.access_token).await.is_err(),
            "reuse kills"
        );
    }
}

#[tokio::test]
async fn guesses_sent_together_do_not_multiply() {
    let world = World::new();
    let mut browser = world.visit().await;
    browser.post("/phone", &[("phone", PHONE)]).await;
    let code = world.code();
    let page = browser.page("/code").await;
    let token = page
        .split("name=\"form_token\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    for _ in 0..5 {
        let guesses = (0..10).map(|guess| {
            let fields = Params::new().with("form_token", token);
            let guess = format!(
                "{guess}{}",
                if code.starts_with('9') {
                    "00001"
                } else {
                    "99999"
                }
            );
            let mut twin = Browser::new(&world);
            twin.cookie = browser.cookie.clone();
            async move { twin.post_raw("/code", &fields.with("code", guess)).await }
        });
        join_all(guesses).await;
    }
    // Fifty guesses left five tries: the right code is of no use any more.
    let page = browser.submit("/code", &[("code", &code)]).await;
    assert!(page.contains("слишком много раз"));
}

#[tokio::test]
async fn two_presses_send_one_code() {
    let world = World::new();
    let mut browser = world.visit().await;
    let page = browser.page("/phone").await;
    let token = page
        .split("name=\"form_token\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let fields = Params::new().with("form_token", token).with("phone", PHONE);
    let presses = (0..3).map(|_| {
        let mut twin = Browser::new(&world);
        twin.cookie = browser.cookie.clone();
        let fields = fields.clone();
        async move { twin.post_raw("/phone", &fields).await }
    });
    for answer in join_all(presses).await {
        assert_eq!(answer.location.as_deref(), Some("/vkid/code"));
    }
    assert_eq!(world.sent(), 1);
}
