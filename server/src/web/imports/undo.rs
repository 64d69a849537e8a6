use super::PAGE;
use crate::web::{
    Web, document,
    forms::{back_to, go, refused, signed},
};
use app::{context::Surroundings, upload_speech::say_in_the_way};
use axum::{
    Extension, Form,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse as _, Response},
};
use model::{ImportId, Problem, views::InTheWay};
use school_core::import::UndoFault;
use serde::Deserialize;
use words::imports as w;

#[derive(Debug, Deserialize)]
pub(crate) struct UndoForm {
    id: ImportId,
}

/// «Отменить импорт»
pub(crate) async fn undo(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<UndoForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to(PAGE));
    };
    match web.core.undo_own_import(&who, form.id).await {
        Ok(_) => go(&format!("{PAGE}?undone={}", form.id)),
        Err(UndoFault::Problem(problem)) => refused(&web, around.lang, &problem),
        Err(UndoFault::Unknown) => refused(&web, around.lang, &Problem::NotFound),
        // Pressed twice, or by two people.
        Err(UndoFault::Undone) => go(PAGE),
        Err(UndoFault::NotKept) => in_the_way(&web, &around, &[]),
        Err(UndoFault::InTheWay(reasons)) => in_the_way(&web, &around, &reasons),
    }
}

/// Why it cannot be taken back.
fn in_the_way(web: &Web, around: &Surroundings, reasons: &[InTheWay]) -> Response {
    let lang = around.lang;
    let time = around.who.as_ref().map(|who| who.time());
    let day = |at: i64| {
        let moment = time.as_ref().map(|time| time.moment(at));
        moment.map_or_else(String::new, |moment| {
            format!("{} {}", moment.day.dotted(), moment.time)
        })
    };
    let body = maud::html! {
        section class="card card-narrow card-mid" {
            h1 tabindex="-1" { (w::undo_impossible(lang)) }
            @if reasons.is_empty() {
                p { (w::undo_not_kept(lang)) }
            } @else {
                p { (w::undo_in_the_way(lang)) }
                ul class="stack-tight" {
                    @for reason in reasons { li { (say_in_the_way(lang, reason, &day)) } }
                }
            }
            p class="muted" { (w::undo_otherwise(lang)) }
            a class="button button-primary button-block" href=(PAGE) { (w::back_to_imports(lang)) }
        }
    };
    let page = document::plain(&document::Plain {
        lang,
        css: &web.assets.css,
        product: &web.names.product,
        title: w::undo_impossible(lang),
        body: maud::PreEscaped(body.into_string()),
        outbox: false,
    });
    (StatusCode::CONFLICT, Html(page)).into_response()
}
