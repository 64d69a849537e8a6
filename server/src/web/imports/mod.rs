//! Importing in the browser: files arrive, and what is done with them. Plain forms, each answered
//! with the page that comes next.

mod faults;
mod undo;
mod upload;

pub(crate) use faults::faults;
pub(crate) use undo::undo;
pub(crate) use upload::upload;

use super::{
    Web,
    forms::{back_to, go, refused, signed},
};
use app::context::Surroundings;
use axum::{Extension, Form, extract::State, response::Response};
use model::{UploadId, views::ImportChoices};
use school_core::UploadJob;
use serde::Deserialize;

/// The page of all of it.
const PAGE: &str = "/school/import";

/// The page of one upload.
fn page_of(id: UploadId) -> String {
    format!("{PAGE}/{id}")
}

/// Has the work done on the side; the page asks how far it is.
fn run(web: &Web, job: UploadJob) {
    let core = web.core.clone();
    tokio::spawn(async move { core.run_upload(job).await });
}

#[derive(Debug, Deserialize)]
pub(crate) struct UploadForm {
    id: UploadId,
}

/// «Применить»
pub(crate) async fn apply(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<UploadForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to(PAGE));
    };
    match web.core.apply_upload(&who, form.id).await {
        Ok(start) => {
            run(&web, start.into_job());
            go(&page_of(form.id))
        }
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

/// «Не применять»
pub(crate) async fn discard(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<UploadForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to(PAGE));
    };
    match web.core.discard_upload(&who, form.id).await {
        Ok(()) => go(PAGE),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

/// Beginning of the name of a field that decides something.
const CHOICE: &str = "choice:";

/// What was decided, or just «Проверить снова»: `id`, then `choice:<key>=<option>`.
pub(crate) async fn check(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to(PAGE));
    };
    let id = fields.iter().find(|(name, _)| name == "id");
    let id = id.and_then(|(_, id)| id.parse().ok());
    let id = id.unwrap_or(UploadId(0));
    let choices: ImportChoices = ImportChoices(
        fields
            .into_iter()
            .filter_map(|(name, option)| {
                let key = name.strip_prefix(CHOICE)?.to_owned();
                Some((key, option))
            })
            .collect(),
    );
    let choices = (!choices.0.is_empty()).then_some(choices);
    match web.core.check_again(&who, id, choices).await {
        Ok(job) => {
            if let Some(job) = job {
                run(&web, job);
            }
            go(&page_of(id))
        }
        Err(problem) => refused(&web, around.lang, &problem),
    }
}
