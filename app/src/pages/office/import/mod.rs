//! Importing: `/school/import` takes files and tells the history, `/school/import/:upload` shows
//! what an upload would change, `/school/import/undo/:import` asks before taking one back.

mod busy;
mod choices;
mod done;
mod drop;
mod history;
mod list;
mod preview;
mod refused;
#[cfg(feature = "hydrate")]
mod send;
mod undo;
mod upload;

pub use undo::UndoPage;
pub use upload::UploadPage;

use super::OfficeTabs;
use crate::{
    api,
    components::{Icon, Notice, PageHead, Skeleton, loaded},
    speech::{lang, say},
    upload_speech::say_state,
};
use drop::DropZone;
use history::History;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    Problem,
    views::{ImportsPage as Page, OpenUpload},
};
use words::imports;

/// `/school/import`
#[component]
pub fn ImportsPage() -> impl IntoView {
    let lang = lang();
    let page = Resource::new(|| (), |()| api::imports_page());
    view! {
        <PageHead title=imports::title(lang) sub=imports::sub(lang)/>
        <OfficeTabs/>
        {loaded(page, || view! { <Skeleton kind="list" rows=4/> }.into_any(), move |page| {
            view! { <Imports page/> }
        })}
    }
    .into_any()
}

#[component]
fn Imports(page: Page) -> impl IntoView {
    let lang = lang();
    let query = use_query_map();
    let megabytes = page.megabytes;
    let refused = query.with_untracked(|query| query.get("refused"));
    let undone = query.with_untracked(|query| query.get("undone").is_some());
    let undone = undone.then(|| {
        view! {
            <div role="status">
                <Notice kind="success" icon="check">{imports::undone(lang)}</Notice>
            </div>
        }
    });
    let refused = refused.map(|code| problem_of(&code, megabytes));
    let first = page.first.then(|| {
        view! {
            <section class="card import-first">
                <span class="import-first-mark"><Icon name="school"/></span>
                <div>
                    <h2>{imports::first_title(lang)}</h2>
                    <p class="muted">{imports::first(lang)}</p>
                </div>
            </section>
        }
    });
    let today = page.today;
    let open: Vec<AnyView> = page.open.iter().map(|one| open_row(one, today)).collect();
    let open = (!open.is_empty()).then(|| {
        view! {
            <section class="stack-tight" aria-labelledby="open-title">
                <h2 id="open-title">{imports::open_title(lang)}</h2>
                <ul class="card card-list import-open">{open}</ul>
            </section>
        }
    });
    view! {
        {undone}
        {first}
        <DropZone megabytes=megabytes refused=refused/>
        {open}
        <History history=page.history today=today/>
    }
    .into_any()
}

/// The problem of a code in the address; an unknown one is «не удалось понять».
fn problem_of(code: &str, megabytes: u32) -> Problem {
    match code {
        "upload_empty" => Problem::UploadEmpty,
        "upload_mixed" => Problem::UploadMixed,
        "upload_too_large" => Problem::UploadTooLarge { megabytes },
        "too_many_uploads" => Problem::TooManyUploads,
        "unavailable" => Problem::Unavailable,
        _ => Problem::BadRequest,
    }
}

fn open_row(upload: &OpenUpload, today: model::views::Day) -> AnyView {
    use crate::pages::when;
    use model::views::UploadState;
    let lang = lang();
    let state = match upload.state {
        UploadState::Ready => "pill pill-amber",
        UploadState::Refused => "pill pill-red",
        _ => "pill",
    };
    let when = when::long(lang, &upload.at, today);
    view! {
        <li>
            <a class="import-open-link" href=format!("/school/import/{}", upload.id)>
                <span class="entity-text">
                    <span class="entity-name">{upload.file.clone()}</span>
                    <span class="entity-note">{imports::uploaded(lang, &upload.by, &when)}</span>
                </span>
                <span class=state>{say_state(lang, upload.state)}</span>
                <Icon name="chevron-right"/>
            </a>
        </li>
    }
    .into_any()
}

/// A refusal above a form.
fn form_error(problem: &Problem) -> AnyView {
    view! {
        <div class="form-error" role="alert">
            <Icon name="warning"/>
            <p>{say(lang(), problem)}</p>
        </div>
    }
    .into_any()
}
