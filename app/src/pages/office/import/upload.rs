//! `/school/import/:upload`: how far an upload has come, and what it would change or has changed.

use super::{busy::Busy, done::done, preview::preview, refused::refused};
use crate::{
    api,
    components::{Icon, Notice, PageHead, Skeleton, loaded},
    pages::when,
    speech::lang,
    upload_speech::say_bytes,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    UploadId,
    views::{UploadPage as Page, UploadState},
};
use words::imports;

/// `/school/import/:upload`
#[component]
pub fn UploadPage() -> impl IntoView {
    let lang = lang();
    let params = use_params_map();
    let query = use_query_map();
    let upload = move || {
        let text = params.with(|params| params.get("upload").unwrap_or_default());
        // A number that is none is nobody's.
        text.parse().unwrap_or(UploadId(0))
    };
    let all = move || query.with(|query| query.get("all"));
    let tick = RwSignal::new(0_u32);
    let page = Resource::new(
        move || (upload(), all(), tick.get()),
        |(upload, all, _)| api::upload_page(upload, all),
    );
    view! {
        <a class="link-button import-back" href="/school/import">
            <Icon name="back" small=true/>
            {imports::title(lang)}
        </a>
        {loaded(page, || view! { <Skeleton kind="lines" rows=6/> }.into_any(), move |page| {
            show(page, tick)
        })}
    }
    .into_any()
}

fn show(page: Page, tick: RwSignal<u32>) -> AnyView {
    let lang = lang();
    let title = match page.progress.state {
        _ if page.progress.is_interrupted() => imports::interrupted_title(lang),
        UploadState::Checking => imports::checking_title(lang),
        UploadState::Applying => imports::applying_title(lang),
        UploadState::Refused => imports::refused_title(lang),
        UploadState::Ready if page.report.is_empty() => imports::nothing_title(lang),
        UploadState::Ready => imports::preview_title(lang),
        UploadState::Applied | UploadState::Discarded => imports::done_title(lang),
    };
    let when = when::long(lang, &page.at, page.today);
    let sub = format!(
        "{}, {} · {}",
        page.file,
        say_bytes(lang, page.bytes),
        imports::uploaded(lang, &page.by, &when)
    );
    let body = match page.progress.state {
        _ if page.progress.is_interrupted() => interrupted(page.id),
        UploadState::Checking | UploadState::Applying => {
            let (id, progress) = (page.id, page.progress);
            view! { <Busy upload=id progress=progress tick=tick/> }.into_any()
        }
        UploadState::Refused => refused(page),
        UploadState::Ready => preview(page),
        UploadState::Applied | UploadState::Discarded => done(page),
    };
    view! {
        <PageHead title=title sub=sub/>
        {body}
    }
    .into_any()
}

/// The server has nothing under way where it should.
fn interrupted(id: UploadId) -> AnyView {
    let lang = lang();
    view! {
        <section class="card">
            <Notice kind="warning" icon="warning">{imports::interrupted(lang)}</Notice>
            <div class="row">
                <form method="post" action="/school/import/check">
                    <input type="hidden" name="id" value=id.to_string()/>
                    <button class="button button-primary" type="submit">{imports::check_again(lang)}</button>
                </form>
                {discard(id, imports::discard_done(lang))}
            </div>
        </section>
    }
    .into_any()
}

/// Puts the upload away.
pub(super) fn discard(id: UploadId, label: &'static str) -> AnyView {
    view! {
        <form method="post" action="/school/import/discard">
            <input type="hidden" name="id" value=id.to_string()/>
            <button class="button button-secondary" type="submit">{label}</button>
        </form>
    }
    .into_any()
}
