//! Waiting for the server.

use crate::{components::Icon, speech::lang, upload_speech::say_step};
use leptos::prelude::*;
use model::{
    UploadId,
    views::{UploadProgress, UploadState, UploadStep},
};
use words::imports;

/// How far it is; the page is read again when the server has done.
#[component]
pub(super) fn Busy(
    /// Which.
    upload: UploadId,
    /// As the page was loaded.
    progress: UploadProgress,
    /// Counted up when there is something new to show.
    tick: RwSignal<u32>,
) -> impl IntoView {
    let lang = lang();
    let now = RwSignal::new(progress);
    Effect::new(move || watch(upload, now, tick));
    let step = move || say_step(lang, now.get().step.unwrap_or(UploadStep::Waiting));
    let value = move || now.get().percent.to_string();
    let note = match progress.state {
        UploadState::Applying => imports::applying_note(lang),
        _ => imports::checking_note(lang),
    };
    let again = format!("/school/import/{upload}");
    view! {
        <section class="card import-progress">
            <p class="import-step" role="status">{step}</p>
            <progress class="progress" max="100" value=value aria-label=step></progress>
            <p class="muted">{note}</p>
            <div class="row import-refresh">
                <a class="button button-secondary" href=again rel="external">
                    <Icon name="retry"/>
                    {imports::refresh(lang)}
                </a>
                <span class="muted small">{imports::refresh_note(lang)}</span>
            </div>
        </section>
    }
    .into_any()
}

/// Asks again and again, for as long as the page shows this.
#[cfg(feature = "hydrate")]
fn watch(upload: UploadId, now: RwSignal<UploadProgress>, tick: RwSignal<u32>) {
    use crate::api;
    use leptos::task::spawn_local;
    use std::time::Duration;
    /// Often enough to look alive, seldom enough to cost nothing.
    const EVERY: Duration = Duration::from_millis(700);
    let ask = move || {
        spawn_local(async move {
            let heard = api::upload_progress(upload).await;
            // Nobody looks any more.
            let Some(before) = now.try_get_untracked() else {
                return;
            };
            match heard {
                Ok(heard) if heard.state != before.state || heard.is_interrupted() => {
                    let _ = tick.try_update(|tick| *tick += 1);
                }
                Ok(heard) => {
                    let _ = now.try_set(heard);
                    watch(upload, now, tick);
                }
                // The connection comes back, or the page says what is wrong when it is loaded.
                Err(_) => watch(upload, now, tick),
            }
        });
    };
    set_timeout(ask, EVERY);
}

#[cfg(not(feature = "hydrate"))]
fn watch(_upload: UploadId, _now: RwSignal<UploadProgress>, _tick: RwSignal<u32>) {}
