//! Where files are dropped or chosen. A plain form; with the page's script choosing is sending,
//! and one sees how far it is.

use super::form_error;
use crate::{
    components::{Icon, Notice},
    speech::lang,
};
use leptos::{ev, html, prelude::*};
use model::Problem;
use words::imports;

/// What is going on with the files.
#[derive(Debug, Clone, PartialEq)]
// Only the browser sends.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
pub(super) enum Sending {
    /// Nothing.
    Idle,
    /// They travel: bytes so far, bytes in all.
    Sent(u64, u64),
    /// Stopped by hand.
    Cancelled,
    /// Nothing to send.
    Empty,
    /// The connection broke off.
    Failed,
    /// Refused without asking the server.
    Refused(Problem),
}

/// The zone.
#[component]
pub(super) fn DropZone(
    /// What one upload may weigh.
    megabytes: u32,
    /// What the server said of an upload before.
    refused: Option<Problem>,
) -> impl IntoView {
    let lang = lang();
    let start = refused.map_or(Sending::Idle, Sending::Refused);
    let sending = RwSignal::new(start);
    let over = RwSignal::new(false);
    let sent = move || match sending.get() {
        Sending::Sent(done, total) => Some((done, total)),
        _ => None,
    };
    let busy = Memo::new(move |_| sent().is_some());
    let said = move || {
        let problem = match sending.get() {
            Sending::Idle | Sending::Sent(..) => return None,
            Sending::Cancelled => {
                return Some(
                    view! {
                        <div role="status">
                            <Notice kind="info" icon="info">{imports::cancelled(lang)}</Notice>
                        </div>
                    }
                    .into_any(),
                );
            }
            Sending::Empty => imports::folder_empty(lang),
            Sending::Failed => imports::send_failed(lang),
            Sending::Refused(problem) => return Some(form_error(&problem)),
        };
        Some(
            view! {
                <div role="alert">
                    <Notice kind="error" icon="warning">{problem}</Notice>
                </div>
            }
            .into_any(),
        )
    };
    let drag = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        take_dropped(&event, megabytes, sending);
    };
    view! {
        {said}
        <form
            class="drop-zone"
            class:is-over=over
            method="post"
            action="/school/import/upload"
            enctype="multipart/form-data"
            hidden=busy
            on:dragover=drag
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <Icon name="upload"/>
            <p class="drop-zone-title">
                <span class="only-narrow">{imports::choose(lang)}</span>
                <span class="drop-zone-drop">{imports::drop(lang)}</span>
                " "
                <span class="drop-zone-or">{imports::drop_or(lang)}</span>
            </p>
            <div class="row drop-zone-choose">
                {picker("files", imports::choose_files(lang), false, megabytes, sending)}
                {picker("folder", imports::choose_folder(lang), true, megabytes, sending)}
            </div>
            <button class="button button-primary drop-zone-send" type="submit">
                {imports::send(lang)}
            </button>
            <p class="drop-zone-what">{imports::what(lang)}</p>
            <p class="drop-zone-what">{imports::limit(lang, &megabytes.to_string())}</p>
        </form>
        <Show when=move || busy.get()>
            <Travelling sent=sent/>
        </Show>
    }
    .into_any()
}

/// A file chooser that looks like a button.
fn picker(
    id: &'static str,
    label: &'static str,
    folder: bool,
    megabytes: u32,
    sending: RwSignal<Sending>,
) -> AnyView {
    let class = if folder {
        "button button-secondary"
    } else {
        "button button-primary"
    };
    let accept = (!folder).then_some(".zip,.csv,.xml");
    // `webkitdirectory` is no attribute that the macro knows.
    let input = html::input()
        .id(id)
        .name(id)
        .r#type("file")
        .multiple(true)
        .accept(accept)
        .attr("webkitdirectory", folder.then_some(""))
        .on(ev::change, move |event| {
            take_chosen(&event, megabytes, sending);
        });
    view! {
        <span class="file-picker">
            {input}
            <label class=class for=id>{label}</label>
        </span>
    }
    .into_any()
}

/// The files on their way.
#[component]
fn Travelling<F>(sent: F) -> impl IntoView
where
    F: Fn() -> Option<(u64, u64)> + Copy + Send + Sync + 'static,
{
    let lang = lang();
    let tenths = |bytes: u64| {
        let tenths = bytes.div_ceil(100_000);
        format!("{},{}", tenths / 10, tenths % 10)
    };
    let words = move || {
        let (done, total) = sent().unwrap_or_default();
        if done >= total {
            imports::sent_all(lang).to_owned()
        } else {
            imports::sent(lang, &tenths(done), &tenths(total))
        }
    };
    let value = move || {
        let (done, total) = sent().unwrap_or_default();
        (done * 100 / total.max(1)).min(100).to_string()
    };
    view! {
        <section class="card import-progress">
            <h2>{imports::sending(lang)}</h2>
            <progress class="progress" max="100" value=value aria-label=imports::sending(lang)></progress>
            <p class="muted tabular">{words}</p>
            <button class="button button-secondary" type="button" on:click=move |_| cancel()>
                {imports::cancel(lang)}
            </button>
        </section>
    }
    .into_any()
}

#[cfg(feature = "hydrate")]
use super::send::{cancel, take_chosen, take_dropped};

#[cfg(not(feature = "hydrate"))]
fn take_dropped(_event: &ev::DragEvent, _megabytes: u32, _sending: RwSignal<Sending>) {}

#[cfg(not(feature = "hydrate"))]
fn take_chosen(_event: &ev::Event, _megabytes: u32, _sending: RwSignal<Sending>) {}

#[cfg(not(feature = "hydrate"))]
fn cancel() {}
