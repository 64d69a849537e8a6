//! The client against the provider, over a real socket.

use vkid::client::{Client, HttpTransport, new_state};

use crate::support::*;

#[tokio::test]
async fn the_http_transport_speaks_with_the_provider() {
    let world = World::new();
    let (granted, pkce) = world.register(PHONE).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/vkid", listener.local_addr().unwrap());
    let app = world.app.clone();
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let client = Client::new(HttpTransport::new(&base).unwrap(), CLIENT, BACK);
    let state = new_state(&*world.entropy);
    let tokens = client
        .exchange(&granted, &pkce.verifier, &state)
        .await
        .unwrap();
    assert_eq!(
        client
            .user_info(&tokens.access_token)
            .await
            .unwrap()
            .last_name,
        "Петров"
    );
    let second = client
        .refresh(&tokens.refresh_token, &granted.device_id, &state)
        .await
        .unwrap();
    client
        .public_info(second.id_token.as_deref().unwrap())
        .await
        .unwrap();
    client.revoke(&second.access_token).await.unwrap();
    server.abort();
    assert!(matches!(
        Client::new(
            HttpTransport::new("http://127.0.0.1:1").unwrap(),
            CLIENT,
            BACK
        )
        .user_info("x")
        .await,
        Err(vkid::client::Error::Transport(_))
    ));
}
