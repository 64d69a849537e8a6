//! `/setup`: the first administrator, behind the link that the server prints when it starts.

use super::{
    Web,
    address::Address,
    fields::{Faults, Field, device, field, left_open, page, passwords, status, whole_fault},
    forms::{go, with_token},
};
use app::context::Surroundings;
use axum::{
    Extension, Form,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use maud::html;
use model::FullName;
use school_core::{NotSet, Setup};
use serde::Deserialize;
use words::{Lang, setup};

/// Where one goes on.
const NEXT: &str = "/school/import";

#[derive(Deserialize)]
pub(crate) struct Link {
    #[serde(default)]
    key: String,
}

/// The form, and what was typed into it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SetupForm {
    key: String,
    school: String,
    family: String,
    given: String,
    middle: String,
    login: String,
    password: String,
    again: String,
}

pub(crate) async fn form(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Extension(address): Extension<Address>,
    Query(link): Query<Link>,
) -> Response {
    let lang = around.lang;
    match web
        .core
        .check_setup(&link.key, &address.0.to_string())
        .await
    {
        Ok(()) => {
            let empty = SetupForm {
                key: link.key,
                ..SetupForm::default()
            };
            let faults = Faults::default();
            shown(&web, lang, StatusCode::OK, &empty, &faults)
        }
        Err(refused) => not_good(&web, lang, &refused),
    }
}

pub(crate) async fn save(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Extension(address): Extension<Address>,
    headers: HeaderMap,
    Form(form): Form<SetupForm>,
) -> Response {
    let lang = around.lang;
    let open = left_open(&[
        ("school", &form.school),
        ("family", &form.family),
        ("given", &form.given),
        ("login", &form.login),
        ("password", &form.password),
    ]);
    let done = web
        .core
        .set_up(Setup {
            key: form.key.clone(),
            school: form.school.clone(),
            name: FullName {
                family: form.family.clone(),
                given: form.given.clone(),
                middle: form.middle.clone(),
            },
            login: form.login.clone(),
            password: form.password.clone(),
            again: form.again.clone(),
            device: device(&headers, address),
        })
        .await;
    match done {
        Ok(token) => with_token(go(NEXT), &web, &token, false),
        Err(refused @ NotSet::Code) => not_good(&web, lang, &refused),
        Err(refused) => {
            let faults = Faults::of(lang, &refused, &open);
            shown(&web, lang, status(&refused), &form, &faults)
        }
    }
}

/// One refusal for wrong, used and missing links, with what to do.
fn not_good(web: &Web, lang: Lang, refused: &NotSet) -> Response {
    let (code, title, text) = match refused {
        NotSet::Problem(problem) => {
            let text = app::speech::say(lang, problem);
            (status(refused), setup::title(lang), text)
        }
        _ => {
            let text = setup::refused(lang).to_owned();
            (StatusCode::NOT_FOUND, setup::refused_title(lang), text)
        }
    };
    let body = html! {
        section class="card card-narrow" {
            h1 tabindex="-1" { (title) }
            p { (text) }
            a class="button button-primary button-block" href="/" {
                (words::codes::forgot_back(lang))
            }
        }
    };
    page(web, lang, code, title, body, false)
}

/// Instead of the sign-in page of a server without a school.
pub(crate) fn no_school(web: &Web, lang: Lang) -> Response {
    let title = setup::empty_title(lang);
    let body = html! {
        section class="card card-narrow" {
            h1 tabindex="-1" { (title) }
            p { (setup::empty(lang)) }
            p class="muted" { (setup::empty_lost(lang)) }
        }
    };
    page(web, lang, StatusCode::OK, title, body, false)
}

fn shown(web: &Web, lang: Lang, status: StatusCode, form: &SetupForm, faults: &Faults) -> Response {
    let name = |name, label, value, fills| Field {
        name,
        label,
        value,
        fills,
        ..Field::default()
    };
    let school = Field {
        hint: Some(setup::school_hint(lang)),
        ..name("school", setup::school(lang), &form.school, "organization")
    };
    let middle = Field {
        optional: true,
        ..name(
            "middle",
            setup::middle(lang),
            &form.middle,
            "additional-name",
        )
    };
    let login = Field {
        hint: Some(setup::login_hint(lang)),
        exact: true,
        ..name("login", setup::login(lang), &form.login, "username")
    };
    let title = setup::title(lang);
    let body = html! {
        section class="card card-narrow" {
            h1 tabindex="-1" { (title) }
            p { (setup::intro(lang)) }
            form.form method="post" action="/setup" novalidate {
                (whole_fault(faults))
                input type="hidden" name="key" value=(form.key);
                (field(lang, school, faults))
                h2 { (setup::you(lang)) }
                (field(lang, name("family", setup::family(lang), &form.family, "family-name"), faults))
                (field(lang, name("given", setup::given(lang), &form.given, "given-name"), faults))
                (field(lang, middle, faults))
                (field(lang, login, faults))
                (passwords(lang, faults))
                button class="button button-primary button-block" { (setup::submit(lang)) }
                p class="small muted" { (setup::then(lang)) }
            }
        }
    };
    page(web, lang, status, title, body, false)
}
