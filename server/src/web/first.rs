//! `/first`: a password with a one-time code; `/sign-in/forgot`: how one comes by a code (ID-09).

use super::{
    Web,
    address::Address,
    fields::{
        Faults, Field, Orgs, device, field, icon, left_open, page, passwords, status, whole_fault,
    },
    forms::{go, refused, with_token},
};
use app::context::Surroundings;
use axum::{
    Extension, Form,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use maud::html;
use model::Problem;
use school_core::{FirstPassword, NotSet};
use serde::Deserialize;
use words::{Lang, codes};

/// What stands in the form, or in the address that leads to it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct FirstForm {
    org: String,
    org_text: String,
    login: String,
    code: String,
    password: String,
    again: String,
    /// A code was asked for just now.
    sent: String,
}

pub(crate) async fn first(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Query(form): Query<FirstForm>,
) -> Response {
    let faults = Faults::default();
    shown(&web, around.lang, StatusCode::OK, &form, &faults).await
}

pub(crate) async fn set(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Extension(address): Extension<Address>,
    headers: HeaderMap,
    Form(form): Form<FirstForm>,
) -> Response {
    let lang = around.lang;
    let open = left_open(&[
        ("login", &form.login),
        ("code", &form.code),
        ("password", &form.password),
    ]);
    let done = match Orgs::of(&web, &form.org, &form.org_text).await {
        Ok(orgs) => match orgs.chosen {
            Some(org) => {
                let asked = FirstPassword {
                    org,
                    login: form.login.clone(),
                    code: form.code.clone(),
                    password: form.password.clone(),
                    again: form.again.clone(),
                    device: device(&headers, address),
                };
                web.core.set_first_password(asked).await
            }
            None => Err(NotSet::Problem(Problem::OrganisationMissing)),
        },
        Err(problem) => Err(NotSet::Problem(problem)),
    };
    match done {
        Ok(token) => with_token(go("/"), &web, &token, false),
        Err(refused) => {
            let faults = Faults::of(lang, &refused, &open);
            shown(&web, lang, status(&refused), &form, &faults).await
        }
    }
}

async fn shown(
    web: &Web,
    lang: Lang,
    status: StatusCode,
    form: &FirstForm,
    faults: &Faults,
) -> Response {
    let orgs = match Orgs::of(web, &form.org, &form.org_text).await {
        Ok(orgs) => orgs,
        Err(problem) => return refused(web, lang, &problem),
    };
    let code = Field {
        name: "code",
        label: codes::code(lang),
        // Never written back: what is in a page is in the browser's memory of it.
        value: "",
        hint: Some(codes::code_hint(lang)),
        fills: "one-time-code",
        exact: true,
        code: true,
        ..Field::default()
    };
    let sent = !form.sent.is_empty();
    let title = codes::first_title(lang);
    let body = html! {
        section class="card card-narrow" {
            h1 tabindex="-1" { (title) }
            @if sent {
                div class="notice notice-info" role="status" {
                    (icon("info"))
                    div { (codes::first_sent(lang)) }
                }
            } @else {
                p { (codes::first_intro(lang)) }
            }
            form.form method="post" action="/first" novalidate {
                (whole_fault(faults))
                (orgs.field(web, lang, faults).await)
                (field(lang, login(lang, &form.login), faults))
                (field(lang, code, faults))
                (passwords(lang, faults))
                button class="button button-primary button-block" { (codes::first_submit(lang)) }
                p class="small muted" { (codes::first_ends(lang)) }
            }
            p {
                a.link-button href="/sign-in/forgot" { (codes::no_code(lang)) }
                " · "
                a.link-button href="/sign-in" { (codes::forgot_back(lang)) }
            }
        }
    };
    page(web, lang, status, title, body, sent)
}

fn login(lang: Lang, value: &str) -> Field<'_> {
    Field {
        name: "login",
        label: codes::login(lang),
        value,
        fills: "username",
        exact: true,
        ..Field::default()
    }
}

/// What «Прислать код» sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AskForm {
    org: String,
    org_text: String,
    login: String,
}

pub(crate) async fn forgot(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
) -> Response {
    let form = AskForm::default();
    explained(&web, around.lang, StatusCode::OK, &form, &Faults::default()).await
}

pub(crate) async fn send(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Extension(address): Extension<Address>,
    Form(form): Form<AskForm>,
) -> Response {
    let lang = around.lang;
    let asked = ask(&web, lang, &form, address).await;
    match asked {
        // The same for everybody: who has an account and a number is not told at the door.
        Ok(org) => go(&vkid::Params::new()
            .with("org", org.to_string())
            .with("login", form.login.trim())
            .with("sent", "1")
            .append_to("/first")),
        Err(problem) => {
            let refused = NotSet::Problem(problem);
            let faults = Faults::of(lang, &refused, &left_open(&[("login", &form.login)]));
            explained(&web, lang, status(&refused), &form, &faults).await
        }
    }
}

async fn ask(
    web: &Web,
    lang: Lang,
    form: &AskForm,
    address: Address,
) -> Result<model::OrgId, Problem> {
    let channels = web.post.channels();
    if !channels.any() {
        return Err(Problem::NotFound);
    }
    let orgs = Orgs::of(web, &form.org, &form.org_text).await?;
    let org = orgs.chosen.ok_or(Problem::OrganisationMissing)?;
    let letter = web
        .core
        .ask_code(org, &form.login, channels, &address.0.to_string())
        .await?;
    if let Some(letter) = letter {
        web.post.send(letter, lang, &web.names.product);
    }
    Ok(org)
}

async fn explained(
    web: &Web,
    lang: Lang,
    status: StatusCode,
    form: &AskForm,
    faults: &Faults,
) -> Response {
    let orgs = match Orgs::of(web, &form.org, &form.org_text).await {
        Ok(orgs) => orgs,
        Err(problem) => return refused(web, lang, &problem),
    };
    let title = codes::forgot_title(lang);
    let body = html! {
        section class="card card-narrow" {
            h1 tabindex="-1" { (title) }
            p { (codes::forgot_text(lang)) }
            ul.check-list {
                li { (icon("people")) span { (codes::forgot_pupil(lang)) } }
                li { (icon("school")) span { (codes::forgot_staff(lang)) } }
            }
            a class="button button-primary button-block" href="/first" { (codes::have_code(lang)) }
            @if web.post.channels().any() {
                h2 { (codes::send_title(lang)) }
                p { (codes::send_text(lang)) }
                form.form method="post" action="/sign-in/forgot" novalidate {
                    (whole_fault(faults))
                    (orgs.field(web, lang, faults).await)
                    (field(lang, login(lang, &form.login), faults))
                    button class="button button-secondary button-block" { (codes::send(lang)) }
                }
            }
            p.muted { (codes::forgot_layout(lang)) }
            div class="notice notice-warning" {
                (icon("lock"))
                div { (codes::forgot_warning(lang)) }
            }
            a.link-button href="/sign-in" { (codes::forgot_back(lang)) }
        }
    };
    page(web, lang, status, title, body, false)
}
