//! Beginning a dialogue: a plain form that leads to it.

use super::{
    Web,
    forms::{back_to, go, refused, signed},
};
use app::context::Surroundings;
use axum::{Extension, Form, extract::State, response::Response};
use model::PersonId;
use serde::Deserialize;

/// Somebody.
#[derive(Debug, Deserialize)]
pub(crate) struct PersonForm {
    person: PersonId,
}

pub(crate) async fn write(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<PersonForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/messenger"));
    };
    match web.core.write_to(&who, form.person).await {
        Ok(chat) => go(&format!("/messenger/{chat}")),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}
