//! Ending a call of a chat: a plain form that leads back to the chat.

use super::{
    Web,
    forms::{back_to, go, refused, signed},
};
use app::context::Surroundings;
use axum::{Extension, Form, extract::State, response::Response};
use model::ChatId;
use serde::Deserialize;

/// A chat.
#[derive(Debug, Deserialize)]
pub(crate) struct ChatForm {
    chat: ChatId,
}

pub(crate) async fn end(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<ChatForm>,
) -> Response {
    let chat = format!("/messenger/{}", form.chat);
    let Ok(who) = signed(&around) else {
        return go(&back_to(&chat));
    };
    match web.core.end_call(&who, form.chat).await {
        Ok(()) => go(&chat),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}
