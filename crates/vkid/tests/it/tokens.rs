//! Tokens: bound, one use, rotating, revocable; errors with HTTP 200.

use axum::http::StatusCode;
use vkid::Params;
use vkid::client::{Client, Error, InProcess};
use vkid::types::{Granted, Sex};

use crate::support::*;

const STATE: &str = "state-of-a-token-request-0123456789";

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> (String, String) {
    match answer {
        Err(Error::Refused(error)) => (error.error, error.error_description.unwrap()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn everything_about_the_code_is_checked() {
    let world = World::new();
    let (granted, pkce) = world.register(PHONE).await;
    let client = world.client();
    let said = refused(client.exchange(&granted, &"x".repeat(64), STATE).await);
    assert_eq!(said.1, "verifier is missing or invalid");
    let elsewhere = Granted {
        device_id: "other".into(),
        ..granted.clone()
    };
    let said = refused(client.exchange(&elsewhere, &pkce.verifier, STATE).await);
    assert_eq!(said.1, "device_id is invalid");
    let transport = || InProcess::new(world.app.clone(), "/vkid");
    let other = Client::new(transport(), CLIENT, "http://127.0.0.1:3000/other");
    assert_eq!(
        refused(other.exchange(&granted, &pkce.verifier, STATE).await).0,
        "invalid_request"
    );
    let other = Client::new(transport(), "1", BACK);
    let said = refused(other.exchange(&granted, &pkce.verifier, STATE).await);
    assert_eq!((&*said.0, &*said.1), ("invalid_client", "invalid app"));

    let tokens = client
        .exchange(&granted, &pkce.verifier, STATE)
        .await
        .unwrap();
    assert_eq!(
        (&*tokens.token_type, tokens.expires_in),
        ("Bearer", Some(3600))
    );
    // A second use is refused and ends what the first one got.
    let said = refused(client.exchange(&granted, &pkce.verifier, STATE).await);
    assert_eq!(said.1, "code is missing or invalid");
    assert_eq!(
        refused(client.user_info(&tokens.access_token).await).0,
        "invalid_token"
    );

    let (granted, pkce) = {
        let mut browser = world.visit().await;
        let answer = browser.prove(PHONE).await;
        (browser.granted(&answer), browser.pkce.clone())
    };
    world.clock.advance(600);
    assert_eq!(
        refused(client.exchange(&granted, &pkce.verifier, STATE).await).0,
        "invalid_request"
    );
}

#[tokio::test]
async fn refresh_rotates_and_reuse_kills() {
    let world = World::new();
    let (granted, first) = world.tokens(PHONE).await;
    let client = world.client();
    let device = &*granted.device_id;
    let said = refused(client.refresh(&first.refresh_token, "other", STATE).await);
    assert_eq!(said.1, "device_id is invalid");
    let second = client
        .refresh(&first.refresh_token, device, STATE)
        .await
        .unwrap();
    assert_ne!(second.refresh_token, first.refresh_token);
    assert_eq!(
        refused(client.user_info(&first.access_token).await).0,
        "invalid_token"
    );
    client.user_info(&second.access_token).await.unwrap();
    assert_eq!(
        refused(client.refresh(&first.refresh_token, device, STATE).await).0,
        "invalid_token"
    );
    assert_eq!(
        refused(client.refresh(&second.refresh_token, device, STATE).await).0,
        "invalid_token"
    );
    assert_eq!(
        refused(client.user_info(&second.access_token).await).0,
        "invalid_token"
    );
}

#[tokio::test]
async fn tokens_end_in_time() {
    let world = World::new();
    let (granted, first) = world.tokens(PHONE).await;
    let client = world.client();
    world.clock.advance(3600);
    assert_eq!(
        refused(client.user_info(&first.access_token).await).1,
        "access_token is missing or invalid"
    );
    let id_token = first.id_token.unwrap();
    assert_eq!(
        refused(client.public_info(&id_token).await).0,
        "invalid_token"
    );
    let second = client
        .refresh(&first.refresh_token, &granted.device_id, STATE)
        .await
        .unwrap();
    world.clock.advance(180 * 24 * 3600);
    assert_eq!(
        refused(
            client
                .refresh(&second.refresh_token, &granted.device_id, STATE)
                .await
        )
        .0,
        "invalid_token"
    );
}

#[tokio::test]
async fn user_data_follow_the_scope() {
    let world = World::new();
    let (_, tokens) = world.tokens(PHONE).await;
    let client = world.client();
    let user = client.user_info(&tokens.access_token).await.unwrap();
    assert_eq!((&*user.first_name, &*user.last_name), ("Сергей", "Петров"));
    assert_eq!(user.patronymic.as_deref(), Some("Олегович"));
    assert_eq!(user.phone.as_deref(), Some("79120000003"));
    assert_eq!(user.birthday.as_deref(), Some("25.07.1987"));
    assert_eq!(
        (user.sex, user.verified, &user.user_id),
        (Sex::Male, true, &tokens.user_id)
    );
    let id_token = tokens.id_token.unwrap();
    let public = client.public_info(&id_token).await.unwrap();
    assert_eq!((&*public.first_name, &*public.last_name), ("Сергей", "П"));
    assert_eq!(public.phone.as_deref(), Some("+7 ********03"));
    let forged = format!("{}A", &id_token[..id_token.len() - 1]);
    let forged = if forged == id_token {
        format!("{id_token}A")
    } else {
        forged
    };
    assert_eq!(
        refused(client.public_info(&forged).await).0,
        "invalid_token"
    );

    let mut browser = world
        .visit_with(|request| request.scope = String::new())
        .await;
    let answer = browser.prove(PHONE).await;
    let granted = browser.granted(&answer);
    let tokens = client
        .exchange(&granted, &browser.pkce.verifier, STATE)
        .await
        .unwrap();
    assert_eq!(
        client.user_info(&tokens.access_token).await.unwrap().phone,
        None
    );
}

#[tokio::test]
async fn logout_ends_one_session_and_revoke_all() {
    let world = World::new();
    let (_, first) = world.tokens(PHONE).await;
    let client = world.client();
    let mut others = Vec::new();
    for _ in 0..2 {
        let mut browser = world.visit().await;
        let answer = browser.prove(PHONE).await;
        let granted = browser.granted(&answer);
        others.push(
            client
                .exchange(&granted, &browser.pkce.verifier, STATE)
                .await
                .unwrap(),
        );
    }
    client.logout(&first.access_token).await.unwrap();
    assert_eq!(
        refused(client.user_info(&first.access_token).await).0,
        "invalid_token"
    );
    client.user_info(&others[0].access_token).await.unwrap();
    client.revoke(&others[0].access_token).await.unwrap();
    assert_eq!(
        refused(client.user_info(&others[1].access_token).await).0,
        "invalid_token"
    );
    // The next sign-in asks for consent again, and the old sessions stay dead.
    let mut browser = world.visit().await;
    assert_eq!(
        browser.prove(PHONE).await.location.as_deref(),
        Some("/vkid/consent")
    );
    browser.post("/consent", &[]).await;
    assert_eq!(
        refused(client.user_info(&others[1].access_token).await).0,
        "invalid_token"
    );
}

#[tokio::test]
async fn errors_come_with_200_and_parameters_from_both_places() {
    let world = World::new();
    let mut browser = Browser::new(&world);
    let form = Params::new()
        .with("grant_type", "authorization_code")
        .with("code", "1");
    for (query, error, text) in [
        ("", "invalid_request", "client_id is invalid"),
        ("?client_id=1", "invalid_client", "invalid app"),
        (
            "?client_id=54321",
            "invalid_request",
            "state is missing or invalid",
        ),
        (
            "?client_id=54321&state=echo",
            "invalid_request",
            "code is missing or invalid",
        ),
    ] {
        let answer = browser
            .post_raw(&format!("/oauth2/auth{query}"), &form)
            .await;
        assert_eq!(answer.status, StatusCode::OK);
        let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(
            (&body["error"], &body["error_description"]),
            (&error.into(), &text.into())
        );
        assert_eq!(
            body["state"].as_str(),
            query.contains("echo").then_some("echo")
        );
    }
    // The Web SDK's way: all but the code in the query (identity.md 1.4).
    let (granted, pkce) = world.register(PHONE).await;
    let query = Params::new()
        .with("grant_type", "authorization_code")
        .with("client_id", CLIENT)
        .with("redirect_uri", BACK)
        .with("code_verifier", &*pkce.verifier)
        .with("device_id", &*granted.device_id)
        .with("state", STATE);
    let body = Params::new().with("code", &*granted.code);
    let answer = browser
        .post_raw(&query.append_to("/oauth2/auth"), &body)
        .await;
    let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert!(body["user_id"].is_u64() && body["state"] == STATE, "{body}");
}
