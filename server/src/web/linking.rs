//! The repair of links that do not fit: plain forms.

use super::{
    Web,
    forms::{back_to, go, refused, signed, with_token},
};
use app::context::Surroundings;
use axum::{Extension, Form, extract::State, response::Response};
use model::{MisfitId, Problem, views::Viewpoint};
use school_core::{RepairCode, Who};
use serde::Deserialize;
use words::doctor;

fn page(id: MisfitId) -> String {
    format!("/link/repair/{id}")
}

#[derive(Debug, Deserialize)]
pub(crate) struct MisfitForm {
    misfit: MisfitId,
}

/// Gives out both codes, and sends those that have somewhere to go. On their own pages both sides
/// see theirs, so a message that is not delivered stops nobody.
pub(crate) async fn start(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<MisfitForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/chats"));
    };
    let codes = match web.core.start_repair(&who, form.misfit).await {
        Ok(codes) => codes,
        Err(Problem::RepairImpossible) => return go(&page(form.misfit)),
        Err(problem) => return refused(&web, around.lang, &problem),
    };
    for RepairCode { phone, code, .. } in codes {
        let Some(phone) = phone else { continue };
        if own(&who, phone.as_str()) {
            continue;
        }
        let text = doctor::message(around.lang, &code, &web.names.product);
        if let Some(sms) = &web.post.sms
            && let Err(fault) = sms.send(phone.as_str(), &text, &code).await
        {
            tracing::warn!(cause = %fault, "a code of a repair was not sent");
        }
    }
    go(&page(form.misfit))
}

/// Whoever begins reads the own code on the page.
fn own(who: &Who, phone: &str) -> bool {
    who.person.phone.as_deref() == Some(phone)
}

#[derive(Debug, Deserialize)]
pub(crate) struct CodesForm {
    misfit: MisfitId,
    #[serde(default)]
    holder: String,
    #[serde(default)]
    owner: String,
}

pub(crate) async fn confirm(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<CodesForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/chats"));
    };
    // Read before: afterwards there is nothing left to stand to.
    let standing = web.core.repair_page(&who, form.misfit).await;
    let standing = standing.map(|page| page.misfit.standing);
    let moved = web
        .core
        .confirm_repair(&who, form.misfit, &form.holder, &form.owner)
        .await;
    let to = match standing {
        // The own profile is still to be linked, unless it came back.
        Ok(Viewpoint::Holder) => "/link?moved=1",
        Ok(Viewpoint::Owner) => "/chats?moved=1",
        _ => "/school/linking/doctor?moved=1",
    };
    match moved {
        Ok(Some(token)) => with_token(go(to), &web, &token, who.session.remember),
        Ok(None) => go(to),
        Err(Problem::RepairCodeWrong { .. }) => go(&(page(form.misfit) + "?wrong=1")),
        Err(Problem::RepairExpired) => go(&(page(form.misfit) + "?expired=1")),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

pub(crate) async fn cancel(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<MisfitForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/chats"));
    };
    match web.core.cancel_repair(&who, form.misfit).await {
        Ok(()) => go(&page(form.misfit)),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct DismissForm {
    misfit: MisfitId,
    #[serde(default)]
    reason: String,
}

/// «Всё верно»
pub(crate) async fn dismiss(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<DismissForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/school/linking/doctor"));
    };
    let done = web
        .core
        .dismiss_misfit(&who, form.misfit, &form.reason)
        .await;
    match done {
        Ok(()) => go("/school/linking/doctor"),
        Err(Problem::FieldMissing) => go(&(page(form.misfit) + "?missing=1")),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}
