//! `/school/import/undo/:import`: asks before taking an import back.

use super::history::name_of;
use crate::{
    api,
    components::{Icon, Notice, PageHead, Skeleton, loaded},
    pages::when,
    speech::lang,
    upload_speech::say_figures,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{ImportId, views::PastImport};
use words::imports;

/// `/school/import/undo/:import`
#[component]
pub fn UndoPage() -> impl IntoView {
    let lang = lang();
    let params = use_params_map();
    let import = move || {
        let text = params.with(|params| params.get("import").unwrap_or_default());
        // A number that is none is nobody's.
        text.parse().unwrap_or(ImportId(0))
    };
    let page = Resource::new(import, api::past_import);
    view! {
        <a class="link-button import-back" href="/school/import">
            <Icon name="back" small=true/>
            {imports::title(lang)}
        </a>
        <PageHead title=imports::undo_title(lang)/>
        {loaded(page, || view! { <Skeleton kind="lines" rows=4/> }.into_any(), ask)}
    }
    .into_any()
}

fn ask(import: PastImport) -> AnyView {
    let lang = lang();
    let figures = say_figures(lang, &import.record.figures).join(", ");
    let figures = (!figures.is_empty()).then(|| view! { <p class="muted tabular">{figures}</p> });
    let by = match &import.record.by {
        Some(name) => imports::history_by(lang, name, &day(&import)),
        None => imports::history_server(lang, &day(&import)),
    };
    let rest = if import.may_undo() {
        view! {
            <p>{imports::undo_what(lang)}</p>
            <p class="muted">{imports::undo_when(lang)}</p>
            <form class="row" method="post" action="/school/import/undo">
                <input type="hidden" name="id" value=import.record.id.to_string()/>
                <button class="button button-danger" type="submit">{imports::undo(lang)}</button>
                <a class="button button-secondary" href="/school/import">{imports::undo_keep(lang)}</a>
            </form>
        }
        .into_any()
    } else {
        view! { <Notice kind="warning" icon="info">{imports::undo_not_now(lang)}</Notice> }
            .into_any()
    };
    view! {
        <section class="card import-undo">
            <div>
                <h2>{name_of(lang, &import)}</h2>
                <p class="muted">{by}</p>
                {figures}
            </div>
            {rest}
        </section>
    }
    .into_any()
}

fn day(import: &PastImport) -> String {
    // The date alone tells which it was, whatever day it is.
    when::exact(lang(), &import.at)
}
