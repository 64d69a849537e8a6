//! Files with faults: every one of them, and the way to try again.

use super::{list::grouped, preview::skipped, upload::discard};
use crate::{
    components::{Icon, Notice},
    import_speech::{say_fault_place, say_fault_reason},
    speech::lang,
};
use leptos::prelude::*;
use model::views::{ImportFaultRow, UploadPage};
use words::{Lang, imports};

/// The faults of an upload.
pub(super) fn refused(page: UploadPage) -> AnyView {
    let lang = lang();
    let faults = &page.report.faults;
    let n = u32::try_from(faults.list.len()).unwrap_or(u32::MAX);
    let rows: Vec<AnyView> = faults.list.iter().map(|one| row(lang, one)).collect();
    let truncated = faults.truncated.then(|| {
        view! { <p class="muted">{imports::faults_truncated(lang)}</p> }
    });
    let csv = format!("/school/import/{}/faults.csv", page.id);
    view! {
        <Notice kind="error" icon="warning">{imports::refused(lang)}</Notice>
        {skipped(lang, &page.report)}
        <section class="stack-tight" aria-labelledby="faults-title">
            <div class="spread">
                <h2 id="faults-title">
                    {imports::faults(lang, n)}
                </h2>
                <a class="button button-secondary" href=csv rel="external" download="">
                    <Icon name="download"/>
                    {imports::download(lang)}
                </a>
            </div>
            <div class="data-list fault-list" role="table" aria-labelledby="faults-title">
                <div class="fault-head" role="row">
                    <span role="columnheader">{imports::column_file(lang)}</span>
                    <span role="columnheader">{imports::column_line(lang)}</span>
                    <span role="columnheader">{imports::column_column(lang)}</span>
                    <span role="columnheader">{imports::column_value(lang)}</span>
                    <span role="columnheader">{imports::column_reason(lang)}</span>
                </div>
                {rows}
            </div>
            {truncated}
        </section>
        <div class="import-bar">
            <a class="button button-primary" href="/school/import">{imports::another(lang)}</a>
            {discard(page.id, imports::discard_done(lang))}
        </div>
    }
    .into_any()
}

fn row(lang: Lang, fault: &ImportFaultRow) -> AnyView {
    let line = match fault.line {
        0 => imports::whole_file(lang).to_owned(),
        line => grouped(line),
    };
    let column = match fault.element.as_str() {
        "" => fault.column.clone(),
        element => format!("{element} {}", fault.column).trim().to_owned(),
    };
    let cell = |label: &'static str, class: &'static str, text: String| {
        let empty = text.is_empty();
        view! {
            <span class=class role="cell" class:is-empty=empty>
                <span class="fault-label" aria-hidden="true">{label}</span>
                <span>{text}</span>
            </span>
        }
    };
    view! {
        <div class="fault-row" role="row">
            {cell(imports::column_file(lang), "fault-file", fault.file.clone())}
            {cell(imports::column_line(lang), "fault-line tabular", line)}
            {cell(imports::column_column(lang), "fault-column", column)}
            {cell(imports::column_value(lang), "fault-value", fault.value.clone())}
            {cell(imports::column_reason(lang), "fault-reason", sentence(&say_fault_reason(lang, &fault.reason)))}
        </div>
    }
    .into_any()
}

/// A row that is left out, in a list.
pub(super) fn fault_row(lang: Lang, fault: &ImportFaultRow) -> AnyView {
    view! {
        <li class="diff-notice">
            <span class="entity-name">{sentence(&say_fault_reason(lang, &fault.reason))}</span>
            <span class="entity-note">{say_fault_place(lang, fault)}</span>
        </li>
    }
    .into_any()
}

/// With a capital letter, as a cell of its own begins.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
