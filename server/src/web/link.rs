//! The way to VK ID and back, and the end of a link.

use super::{
    Web,
    forms::{back_to, go, local, refused, signed, with_token},
};
use app::context::Surroundings;
use axum::{
    Extension, Form,
    extract::{RawQuery, State},
    response::Response,
};
use model::{FullName, Problem};
use serde::Deserialize;
use vkid::types::Callback;

pub(crate) async fn start(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/link"));
    };
    match web.core.begin_link(&who).await {
        Ok(address) => go(&address),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

/// VK ID sends the browser here. The query is dropped at once by a redirect.
pub(crate) async fn callback(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    RawQuery(query): RawQuery,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/link"));
    };
    let Ok(callback) = Callback::parse(query.as_deref().unwrap_or_default()) else {
        return refused(&web, around.lang, &Problem::LinkRefused);
    };
    let state = callback.state().unwrap_or_default().to_owned();
    let code = match &callback {
        Callback::Granted(granted) => Ok((granted.code.as_str(), granted.device_id.as_str())),
        Callback::Denied(error) => Err(error.error.as_str()),
    };
    match web.core.answer_link(&who, &state, code).await {
        // A second arrival of the same answer finds the page where the first one left it.
        Ok(()) | Err(Problem::LinkExpired) => go("/link"),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct ConfirmForm {
    #[serde(default)]
    family: String,
    #[serde(default)]
    given: String,
    #[serde(default)]
    middle: String,
}

pub(crate) async fn confirm(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<ConfirmForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/link"));
    };
    let name = FullName {
        family: form.family,
        given: form.given,
        middle: form.middle,
    };
    match web.core.confirm_link(&who, name).await {
        Ok(Some(token)) => with_token(go("/link"), &web, &token, who.session.remember),
        Ok(None) => go("/link"),
        Err(Problem::FieldMissing) => go("/link?step=profile&missing=1"),
        Err(Problem::LinkExpired | Problem::LinkedElsewhere | Problem::ProfileMismatch) => {
            go("/link")
        }
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct UnlinkForm {
    #[serde(default)]
    back: String,
}

pub(crate) async fn unlink(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<UnlinkForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/chats"));
    };
    let back = if form.back.is_empty() {
        "/chats"
    } else {
        local(&form.back)
    };
    match web.core.unlink(&who).await {
        Ok(token) => with_token(go(back), &web, &token, who.session.remember),
        Err(Problem::NotLinked) => go(back),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}
