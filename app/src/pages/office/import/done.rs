//! What an import has done, and where to go next.

use super::{
    list::figures,
    preview::{counted, skipped},
};
use crate::{components::Icon, components::Notice, speech::lang};
use leptos::prelude::*;
use model::views::UploadPage;
use words::imports;

/// The result of an upload that was applied.
pub(super) fn done(page: UploadPage) -> AnyView {
    let lang = lang();
    let report = &page.report;
    let told = if report.is_empty() {
        view! { <Notice kind="info" icon="info">{imports::done_nothing(lang)}</Notice> }.into_any()
    } else {
        view! {
            <Notice kind="success" icon="check">{imports::done_live(lang)}</Notice>
            {figures(counted(lang, report, true))}
        }
        .into_any()
    };
    let next = |href: &'static str, icon: &'static str, name: &'static str, note: &'static str| {
        view! {
            <li>
                <a class="import-open-link" href=href>
                    <Icon name=icon/>
                    <span class="entity-text">
                        <span class="entity-name">{name}</span>
                        <span class="entity-note">{note}</span>
                    </span>
                    <Icon name="chevron-right"/>
                </a>
            </li>
        }
    };
    view! {
        {told}
        {skipped(lang, report)}
        <section class="stack-tight" aria-labelledby="next-title">
            <h2 id="next-title">{imports::next_title(lang)}</h2>
            <ul class="card card-list import-open">
                {next(
                    "/school/passwords",
                    "lock",
                    imports::next_passwords(lang),
                    imports::next_passwords_note(lang),
                )}
                {next(
                    "/school/linking",
                    "link",
                    imports::next_linking(lang),
                    imports::next_linking_note(lang),
                )}
                {next(
                    "/school/import",
                    "clock",
                    imports::next_history(lang),
                    imports::next_history_note(lang),
                )}
            </ul>
        </section>
    }
    .into_any()
}
