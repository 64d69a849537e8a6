//! The page of an address that nothing answers to.

use crate::{
    components::{PageTitle, heading_with_focus},
    shell::PlainFrame,
    speech::lang,
};
use leptos::prelude::*;
use words::{error, shell};

/// «Такой страницы нет», with the status 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::context::set_status(&model::Problem::NotFound);
    let lang = lang();
    let heading = heading_with_focus();
    view! {
        <PlainFrame>
            <PageTitle title=error::not_found_title(lang)/>
            <div class="error-page">
                <p class="error-code">"404"</p>
                <h1 tabindex="-1" node_ref=heading>{error::not_found_title(lang)}</h1>
                <p>{error::not_found_text(lang)}</p>
                <div class="row">
                    <a class="button button-primary" href="/schedule" rel="external">{shell::schedule(lang)}</a>
                    <a class="button button-secondary" href="/chats" rel="external">{shell::chats(lang)}</a>
                </div>
            </div>
        </PlainFrame>
    }
    .into_any()
}
