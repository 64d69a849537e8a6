//! Requests that may not start a sign-in, and both shapes of the callback.

use axum::http::StatusCode;
use vkid::types::{AuthorizeRequest, Callback};

use crate::support::*;

#[tokio::test]
async fn an_unknown_return_address_ends_on_a_page() {
    let world = World::new();
    let mut browser = Browser::new(&world);
    for redirect_uri in [
        "https://evil.example/",
        &format!("{BACK}/"),
        &format!("{BACK}?x=1"),
        "",
    ] {
        let request = AuthorizeRequest {
            redirect_uri: redirect_uri.into(),
            ..browser.request()
        };
        let answer = browser.get(&request.url("/vkid")).await;
        assert_eq!(
            (answer.status, &answer.location),
            (StatusCode::BAD_REQUEST, &None),
            "{redirect_uri}"
        );
        assert!(answer.body.contains("Адрес возврата не разрешён"));
    }
    let request = AuthorizeRequest {
        client_id: "1".into(),
        ..browser.request()
    };
    let answer = browser.get(&request.url("/vkid")).await;
    assert!(answer.location.is_none() && answer.body.contains("Приложение не найдено"));
}

#[tokio::test]
async fn other_errors_go_back_with_the_state() {
    let world = World::new();
    let mut browser = Browser::new(&world);
    let good = browser.request();
    let url = |request: AuthorizeRequest| request.url("/vkid");
    let cases = [
        (
            url(AuthorizeRequest {
                prompt: Some("none".into()),
                ..good.clone()
            }),
            "login_required",
        ),
        (
            url(AuthorizeRequest {
                scope: "messages".into(),
                ..good.clone()
            }),
            "invalid_scope",
        ),
        (
            url(AuthorizeRequest {
                state: "short".into(),
                ..good.clone()
            }),
            "invalid_request",
        ),
        (
            url(AuthorizeRequest {
                code_challenge: "x".into(),
                ..good.clone()
            }),
            "invalid_request",
        ),
        (
            url(good.clone()).replace("response_type=code", "response_type=token"),
            "invalid_request",
        ),
        (
            url(good.clone()).replace("method=S256", "method=plain"),
            "invalid_request",
        ),
        (url(good.clone()) + "&code_verifier=1", "invalid_request"),
    ];
    for (address, code) in cases {
        let answer = browser.get(&address).await;
        let Callback::Denied(error) = callback(&answer) else {
            panic!("{address}")
        };
        let state = if address.contains("state=short") {
            "short"
        } else {
            &good.state
        };
        assert_eq!(
            (&*error.error, error.state.as_deref()),
            (code, Some(state)),
            "{address}"
        );
        assert!(error.error_description.is_some() && answer.cookie.is_none());
    }
    let lower = url(good).replace("method=S256", "method=s256");
    let answer = browser.get(&lower).await;
    assert_eq!(answer.location.as_deref(), Some("/vkid/phone"));
    let cookie = answer.cookie.unwrap();
    for words in [
        "Path=/vkid;",
        "HttpOnly",
        "SameSite=Lax",
        "Secure",
        "Max-Age=600",
    ] {
        assert!(cookie.contains(words), "{cookie}");
    }
}

#[tokio::test]
async fn the_payload_callback_is_read_too() {
    let world = World::new();
    world.register(PHONE).await;
    let mut browser = world.visit_with(|request| request.payload = true).await;
    let answer = browser.prove(PHONE).await;
    assert!(answer.location.as_ref().unwrap().contains("?payload=%7B"));
    let granted = browser.granted(&answer);
    let verifier = &browser.pkce.verifier;
    world
        .client()
        .exchange(&granted, verifier, &"s".repeat(32))
        .await
        .unwrap();
}

#[tokio::test]
async fn pages_come_in_english_and_the_help_needs_no_sign_in() {
    let world = World::new();
    let mut browser = world.visit_with(|request| request.lang_id = Some(3)).await;
    let page = browser.page("/phone").await;
    assert!(page.contains("Enter your mobile phone number") && page.contains("lang=\"en\""));
    assert!(browser.page("/about").await.contains("More about VK ID"));
    let page = Browser::new(&world).page("/about").await;
    assert!(page.contains("Подробнее о VK ID") && !page.contains("http"));
}
