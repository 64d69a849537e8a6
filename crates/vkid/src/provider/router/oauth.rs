//! The five endpoints for applications.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use super::answer::json;
use super::incoming::Incoming;
use crate::provider::Provider;

pub(super) async fn auth(State(provider): State<Arc<Provider>>, incoming: Incoming) -> Response {
    json(&incoming, provider.token(&incoming.params).await)
}

pub(super) async fn user_info(
    State(provider): State<Arc<Provider>>,
    incoming: Incoming,
) -> Response {
    json(&incoming, provider.user_info(&incoming.params).await)
}

pub(super) async fn public_info(
    State(provider): State<Arc<Provider>>,
    incoming: Incoming,
) -> Response {
    json(&incoming, provider.public_info(&incoming.params).await)
}

pub(super) async fn revoke(State(provider): State<Arc<Provider>>, incoming: Incoming) -> Response {
    json(&incoming, provider.revoke(&incoming.params).await)
}

pub(super) async fn logout(State(provider): State<Arc<Provider>>, incoming: Incoming) -> Response {
    json(&incoming, provider.logout(&incoming.params).await)
}
