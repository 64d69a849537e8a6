//! The school at a glance (SU-16): who has linked, chats, data, storage, and what to do next.

mod cards;
mod next;

use super::OfficeTabs;
use crate::{
    api,
    components::{PageHead, Skeleton, loaded},
    speech::lang,
};
use leptos::prelude::*;
use model::views::Overview;
use words::office;

/// `/school`
#[component]
pub fn OverviewPage() -> impl IntoView {
    let lang = lang();
    let found = Resource::new(|| (), |()| api::overview());
    view! {
        <PageHead title=office::title(lang) sub=office::sub(lang)/>
        <OfficeTabs/>
        {loaded(found, || view! { <Skeleton kind="lines" rows=6/> }.into_any(), move |found| {
            content(&found)
        })}
    }
    .into_any()
}

fn content(found: &Overview) -> AnyView {
    view! {
        <div class="stack">
            {next::card(found)}
            <div class="overview">
                {cards::people(found)}
                {cards::chats(found)}
                {cards::import(found)}
                {cards::storage(found)}
                {cards::devices(found)}
            </div>
        </div>
    }
    .into_any()
}
