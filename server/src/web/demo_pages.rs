//! Pages of the demonstration: the codes that a real server would send, and the widgets.

use super::{
    Web,
    document::{Plain, plain},
    forms::refused,
};
use app::context::Surroundings;
use axum::{
    Extension, Json,
    extract::State,
    response::{Html, IntoResponse as _, Response},
};
use maud::html;
use model::Problem;
use school_core::SchoolTime;
use storage::OutboxItem;
use words::outbox as words;

/// Codes that are shown.
const SHOWN: i64 = 30;

async fn newest(web: &Web) -> Result<Vec<OutboxItem>, Problem> {
    let said = |fault: storage::Fault| {
        tracing::error!(cause = %fault, "the outbox cannot be read");
        Problem::Unavailable
    };
    let mut db = web.core.storage.read().await.map_err(said)?;
    db.outbox(SHOWN).await.map_err(said)
}

pub(crate) async fn outbox_json(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
) -> Response {
    match newest(&web).await {
        Ok(items) => {
            let items: Vec<_> = items
                .into_iter()
                .map(|item| serde_json::json!({ "at": item.at, "phone": item.phone, "text": item.text, "code": item.code }))
                .collect();
            Json(items).into_response()
        }
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

pub(crate) async fn outbox(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
) -> Response {
    let lang = around.lang;
    let items = match newest(&web).await {
        Ok(items) => items,
        Err(problem) => return refused(&web, around.lang, &problem),
    };
    let time = SchoolTime::new(&web.config.time_zone);
    let body = html! {
        section class="card card-narrow outbox" {
            h1 tabindex="-1" { (words::title(lang)) }
            p class="muted" { (words::explained(lang)) }
            @if items.is_empty() {
                p { (words::empty(lang)) }
            } @else {
                ul class="outbox-list" {
                    @for item in &items {
                        li class="outbox-item" {
                            span class="outbox-code" { (item.code) }
                            span class="outbox-to" { (item.phone) }
                            time class="muted tabular" { (time.moment(item.at).time) }
                            p class="small muted" { (item.text) }
                        }
                    }
                }
            }
        }
    };
    Html(plain(&Plain {
        lang,
        css: &web.assets.css,
        product: &web.names.product,
        title: words::title(lang),
        body: maud::PreEscaped(body.into_string()),
        outbox: false,
    }))
    .into_response()
}

pub(crate) async fn components(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
) -> Response {
    let lang = around.lang;
    Html(plain(&Plain {
        lang,
        css: &web.assets.css,
        product: &web.names.product,
        title: ::words::gallery::title(lang),
        body: maud::PreEscaped(app::gallery::gallery(lang)),
        outbox: false,
    }))
    .into_response()
}
