//! What the administrator does with people of the school: plain forms, answered by 303.

use super::{
    Web,
    forms::{back_to, go, local, refused, signed},
};
use app::context::Surroundings;
use axum::{
    Extension, Form,
    extract::{Path, State},
    response::Response,
};
use model::{ChangeId, ClassId, FullName, PersonId, Problem, SessionId};
use school_core::NewGuardian;
use serde::Deserialize;

/// The person of an address; a number that is none is nobody's.
fn person_of(id: &str) -> PersonId {
    id.parse().unwrap_or(PersonId(0))
}

fn page_of(person: PersonId) -> String {
    format!("/school/people/{person}")
}

/// Back to the person's page, which says what was done; or the refusal.
fn answer(
    web: &Web,
    around: &Surroundings,
    person: PersonId,
    done: &str,
    result: Result<(), Problem>,
) -> Response {
    match result {
        Ok(()) => go(&format!("{}?done={done}", page_of(person))),
        Err(problem) => refused(web, around.lang, &problem),
    }
}

/// Nobody is led to the door and back to the person's page.
fn door(person: PersonId) -> Response {
    go(&back_to(&page_of(person)))
}

#[derive(Debug, Deserialize)]
pub(crate) struct ReasonForm {
    #[serde(default)]
    reason: String,
}

pub(crate) async fn unlink(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Path(id): Path<String>,
    Form(form): Form<ReasonForm>,
) -> Response {
    let person = person_of(&id);
    let Ok(who) = signed(&around) else {
        return door(person);
    };
    let done = web.core.unlink_other(&who, person, &form.reason).await;
    answer(&web, &around, person, "unlinked", done)
}

pub(crate) async fn leave(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Path(id): Path<String>,
    Form(form): Form<ReasonForm>,
) -> Response {
    let person = person_of(&id);
    let Ok(who) = signed(&around) else {
        return door(person);
    };
    let done = web.core.mark_left(&who, person, &form.reason).await;
    answer(&web, &around, person, "left", done)
}

#[derive(Debug, Deserialize)]
pub(crate) struct DeviceForm {
    /// None: all of them.
    device: Option<SessionId>,
}

pub(crate) async fn end_devices(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Path(id): Path<String>,
    Form(form): Form<DeviceForm>,
) -> Response {
    let person = person_of(&id);
    let Ok(who) = signed(&around) else {
        return door(person);
    };
    let done = web.core.end_devices_of(&who, person, form.device).await;
    answer(&web, &around, person, "signed-out", done)
}

/// `class`, `reason` and any number of `group`.
pub(crate) async fn transfer(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Path(id): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Response {
    let person = person_of(&id);
    let Ok(who) = signed(&around) else {
        return door(person);
    };
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
    let done = web
        .core
        .transfer(
            &who,
            person,
            class.unwrap_or(ClassId(0)),
            &ids("group"),
            &reason,
        )
        .await;
    answer(&web, &around, person, "transferred", done)
}

#[derive(Debug, Deserialize)]
pub(crate) struct GuardianForm {
    guardian: PersonId,
    #[serde(default)]
    reason: String,
}

pub(crate) async fn add_guardian(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Path(id): Path<String>,
    Form(form): Form<GuardianForm>,
) -> Response {
    let person = person_of(&id);
    let Ok(who) = signed(&around) else {
        return door(person);
    };
    let done = web
        .core
        .add_guardian(&who, person, form.guardian, &form.reason)
        .await;
    answer(&web, &around, person, "guardian-added", done)
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
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Path(id): Path<String>,
    Form(form): Form<NewGuardianForm>,
) -> Response {
    let person = person_of(&id);
    let Ok(who) = signed(&around) else {
        return door(person);
    };
    let new = NewGuardian {
        name: FullName {
            family: form.family,
            given: form.given,
            middle: form.middle,
        },
        phone: form.phone,
    };
    let done = web
        .core
        .add_new_guardian(&who, person, new, &form.reason)
        .await;
    answer(&web, &around, person, "guardian-added", done.map(|_| ()))
}

pub(crate) async fn remove_guardian(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Path(id): Path<String>,
    Form(form): Form<GuardianForm>,
) -> Response {
    let person = person_of(&id);
    let Ok(who) = signed(&around) else {
        return door(person);
    };
    let done = web
        .core
        .remove_guardian(&who, person, form.guardian, &form.reason)
        .await;
    answer(&web, &around, person, "guardian-removed", done)
}

#[derive(Debug, Deserialize)]
pub(crate) struct ChangeForm {
    change: ChangeId,
}

pub(crate) async fn take_back(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Path(id): Path<String>,
    Form(form): Form<ChangeForm>,
) -> Response {
    let person = person_of(&id);
    let Ok(who) = signed(&around) else {
        return door(person);
    };
    let done = web.core.take_back(&who, person, form.change).await;
    match (done, web.core.knows(&who, person).await) {
        // Somebody who was here only by hand has no page any more.
        (Ok(()), Ok(false)) => go("/school/people"),
        (done, _) => answer(&web, &around, person, "taken-back", done),
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
