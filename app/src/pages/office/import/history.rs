//! Who imported what, when, and what came of it.

use crate::{components::Icon, pages::when, speech::lang, upload_speech::say_figures};
use leptos::prelude::*;
use model::views::{Day, ImportKind, PastImport};
use words::{Lang, imports};

/// The history of imports.
#[component]
pub(super) fn History(
    /// The newest first.
    history: Vec<PastImport>,
    /// Today at the school.
    today: Day,
) -> impl IntoView {
    let lang = lang();
    let rows: Vec<AnyView> = history.iter().map(|one| row(lang, one, today)).collect();
    let list = if rows.is_empty() {
        view! { <p class="muted">{imports::history_empty(lang)}</p> }.into_any()
    } else {
        view! { <ol class="card card-list import-history">{rows}</ol> }.into_any()
    };
    view! {
        <section class="stack-tight" aria-labelledby="history-title">
            <h2 id="history-title">{imports::history_title(lang)}</h2>
            {list}
        </section>
    }
    .into_any()
}

/// What was imported, in one line.
pub(super) fn name_of(lang: Lang, import: &PastImport) -> String {
    let kind = match import.record.kind {
        ImportKind::Roster => imports::history_roster(lang),
        ImportKind::Timetable => imports::history_week(lang),
    };
    match import.record.file.as_str() {
        "" => kind.to_owned(),
        file => format!("{kind}: {file}"),
    }
}

/// Who and when.
pub(super) fn by_of(lang: Lang, import: &PastImport, today: Day) -> String {
    let when = when::long(lang, &import.at, today);
    match &import.record.by {
        Some(name) => imports::history_by(lang, name, &when),
        None => imports::history_server(lang, &when),
    }
}

fn row(lang: Lang, import: &PastImport, today: Day) -> AnyView {
    let figures = say_figures(lang, &import.record.figures).join(", ");
    let figures =
        (!figures.is_empty()).then(|| view! { <span class="entity-note tabular">{figures}</span> });
    let undone = import.undone_at.as_ref().map(|at| {
        let by = import.record.undone.as_ref().and_then(|(_, by)| by.clone());
        let when = when::long(lang, at, today);
        let text = match by {
            Some(by) => imports::history_undone(lang, &by, &when),
            None => imports::history_undone_server(lang, &when),
        };
        view! { <span class="pill import-undone">{text}</span> }
    });
    let undo = import.may_undo().then(|| {
        let href = format!("/school/import/undo/{}", import.record.id);
        let when = when::long(lang, &import.at, today);
        let label = imports::undo_ear(lang, &import.record.file, &when);
        view! {
            <a class="button button-danger button-quiet" href=href aria-label=label>
                {imports::undo(lang)}
            </a>
        }
    });
    let icon = match import.record.kind {
        ImportKind::Roster => "people",
        ImportKind::Timetable => "calendar",
    };
    view! {
        <li class="import-past">
            <Icon name=icon/>
            <div class="entity-text">
                <span class="entity-name">{name_of(lang, import)}</span>
                <time class="entity-note" datetime=when::machine(&import.at)>
                    {by_of(lang, import, today)}
                </time>
                {figures}
                {undone}
            </div>
            {undo}
        </li>
    }
    .into_any()
}
