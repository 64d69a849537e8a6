//! What the administrator does with people of the school: plain forms, answered by 303.

use super::{
    Web,
    forms::{back_to, go, local, refused, signed},
};
use app::context::Surroundings;
use axum::{
    Extension, Form,
    extract::{FromRequestParts, Path, State},
    http::request::Parts,
    response::{IntoResponse as _, Response},
};
use model::{ChangeId, ClassId, FullName, PersonId, Problem, SessionId};
use school_core::{Core, NewGuardian, Who};
use serde::Deserialize;
use std::sync::Arc;

/// A change of the person in the address, by somebody who is signed in.
pub(crate) struct Change {
    web: Web,
    around: Surroundings,
    who: Arc<Who>,
    person: PersonId,
}

impl FromRequestParts<Web> for Change {
    /// The way to the door; behind it is the person's page.
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let id = Path::<String>::from_request_parts(parts, web).await;
        // A number that is none is nobody's.
        let id = id.ok().and_then(|Path(id)| id.parse().ok());
        let person = id.unwrap_or(PersonId(0));
        let around = Extension::<Surroundings>::from_request_parts(parts, web).await;
        let Extension(around) = around.map_err(|refused| refused.into_response())?;
        match signed(&around) {
            Ok(who) => Ok(Self {
                web: web.clone(),
                who,
                around,
                person,
            }),
            Err(_) => Err(go(&back_to(&page_of(person)))),
        }
    }
}

impl Change {
    fn core(&self) -> &Core {
        &self.web.core
    }

    /// Back to the person's page, which says what was done; or the refusal.
    fn answer(&self, done: &str, result: Result<(), Problem>) -> Response {
        match result {
            Ok(()) => go(&format!("{}?done={done}", page_of(self.person))),
            Err(problem) => refused(&self.web, self.around.lang, &problem),
        }
    }
}

fn page_of(person: PersonId) -> String {
    format!("/school/people/{person}")
}

#[derive(Debug, Deserialize)]
pub(crate) struct ReasonForm {
    #[serde(default)]
    reason: String,
}

pub(crate) async fn unlink(change: Change, Form(form): Form<ReasonForm>) -> Response {
    let done = change
        .core()
        .unlink_other(&change.who, change.person, &form.reason)
        .await;
    change.answer("unlinked", done)
}

pub(crate) async fn leave(change: Change, Form(form): Form<ReasonForm>) -> Response {
    let done = change
        .core()
        .mark_left(&change.who, change.person, &form.reason)
        .await;
    change.answer("left", done)
}

#[derive(Debug, Deserialize)]
pub(crate) struct DeviceForm {
    /// None: all of them.
    device: Option<SessionId>,
}

pub(crate) async fn end_devices(change: Change, Form(form): Form<DeviceForm>) -> Response {
    let done = change
        .core()
        .end_devices_of(&change.who, change.person, form.device)
        .await;
    change.answer("signed-out", done)
}

/// `class`, `reason` and any number of `group`.
pub(crate) async fn transfer(change: Change, Form(form): Form<Vec<(String, String)>>) -> Response {
    let all = |name: &str| {
        let fields = form.iter().filter(move |(field, _)| field == name);
        fields.map(|(_, value)| value.as_str()).collect::<Vec<_>>()
    };
    let ids = |name: &str| -> Vec<ClassId> {
        let values = all(name);
        values.iter().filter_map(|text| text.parse().ok()).collect()
    };
    let class = ids("class").first().copied();
    let reason = all("reason").concat();
    let done = change
        .core()
        .transfer(
            &change.who,
            change.person,
            class.unwrap_or(ClassId(0)),
            &ids("group"),
            &reason,
        )
        .await;
    change.answer("transferred", done)
}

#[derive(Debug, Deserialize)]
pub(crate) struct GuardianForm {
    guardian: PersonId,
    #[serde(default)]
    reason: String,
}

pub(crate) async fn add_guardian(change: Change, Form(form): Form<GuardianForm>) -> Response {
    let done = change
        .core()
        .add_guardian(&change.who, change.person, form.guardian, &form.reason)
        .await;
    change.answer("guardian-added", done)
}

#[derive(Debug, Deserialize)]
pub(crate) struct NewGuardianForm {
    #[serde(default)]
    family: String,
    #[serde(default)]
    given: String,
    #[serde(default)]
    middle: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    reason: String,
}

pub(crate) async fn add_new_guardian(
    change: Change,
    Form(form): Form<NewGuardianForm>,
) -> Response {
    let new = NewGuardian {
        name: FullName {
            family: form.family,
            given: form.given,
            middle: form.middle,
        },
        phone: form.phone,
    };
    let done = change
        .core()
        .add_new_guardian(&change.who, change.person, new, &form.reason)
        .await;
    change.answer("guardian-added", done.map(|_| ()))
}

pub(crate) async fn remove_guardian(change: Change, Form(form): Form<GuardianForm>) -> Response {
    let done = change
        .core()
        .remove_guardian(&change.who, change.person, form.guardian, &form.reason)
        .await;
    change.answer("guardian-removed", done)
}

#[derive(Debug, Deserialize)]
pub(crate) struct ChangeForm {
    change: ChangeId,
}

pub(crate) async fn take_back(change: Change, Form(form): Form<ChangeForm>) -> Response {
    let done = change
        .core()
        .take_back(&change.who, change.person, form.change)
        .await;
    match (done, change.core().knows(&change.who, change.person).await) {
        // Somebody who was here only by hand has no page any more.
        (Ok(()), Ok(false)) => go("/school/people"),
        (done, _) => change.answer("taken-back", done),
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct NoticeForm {
    #[serde(default)]
    back: String,
}

/// «Понятно» under «Администратор … отменил привязку».
pub(crate) async fn read_notice(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<NoticeForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/chats"));
    };
    match web.core.read_unlink_notice(&who).await {
        Ok(()) => go(local(&form.back)),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}
