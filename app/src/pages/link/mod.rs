//! `/link`: from the journal to a linked learning profile. What the server knows of the way
//! decides which page stands here; every step is a form or an address, so that all of it works
//! without JavaScript.
//!
//! `?step=profile` is the second half of the review, `?help=no-phone` and `?help=support` open an
//! explanation.

mod cards;
mod create;
mod done;
mod failed;
mod help;
mod mismatch;
mod review;
mod start;

use crate::{
    api::{self, ApiError},
    components::{PageTitle, Skeleton, loaded},
    shell::{PersonLink, PlainFrame},
    speech::lang,
};
use done::Done;
use failed::Failed;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use mismatch::Mismatched;
use model::views::{LinkPage, Me};
use review::Reviewed;
use start::Start;
use words::link;

/// The page of linking.
#[component]
pub fn LinkingPage() -> impl IntoView {
    let found = Resource::new_blocking(|| (), |()| everything());
    let person = view! {
        <Transition>
            {move || Suspend::new(async move {
                found.await.ok().map(|(me, _)| view! { <PersonLink me/> })
            })}
        </Transition>
    }
    .into_any();
    view! {
        <PlainFrame person>
            <PageTitle title=link::title(lang())/>
            {loaded(found, waiting, |(me, page)| stage(me, page))}
        </PlainFrame>
    }
    .into_any()
}

async fn everything() -> Result<(Me, LinkPage), ApiError> {
    Ok((api::me().await?, api::link_page().await?))
}

fn stage(me: Me, page: LinkPage) -> AnyView {
    match page {
        LinkPage::Start => view! { <Start me/> }.into_any(),
        LinkPage::Review {
            journal,
            profile,
            names_differ,
            existing,
        } => view! { <Reviewed me journal profile names_differ existing/> }.into_any(),
        LinkPage::Mismatch {
            journal,
            profile,
            why,
        } => view! { <Mismatched me journal profile why/> }.into_any(),
        LinkPage::Failed(problem) => view! { <Failed me problem/> }.into_any(),
        LinkPage::Done(done) => view! { <Done me done/> }.into_any(),
    }
}

fn waiting() -> AnyView {
    view! { <div class="card-narrow"><Skeleton kind="lines" rows=6/></div> }.into_any()
}

/// A parameter of the address, as it is at the moment.
fn asked(name: &'static str) -> impl Fn() -> Option<String> + Copy + Send + Sync + 'static {
    let query = use_query_map();
    move || query.with(|query| query.get(name))
}

/// The way to VK ID, or once more there with another number.
#[component]
fn ToVkId(
    /// Words on the button.
    label: &'static str,
    /// `button-primary`, `button-outline` ...
    kind: &'static str,
) -> impl IntoView {
    view! {
        <form method="post" action="/link/start">
            <button class=format!("button {kind} button-block")>{label}</button>
        </form>
    }
    .into_any()
}
