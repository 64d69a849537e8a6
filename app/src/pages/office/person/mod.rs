//! Everything about a person, and what the administrator of the school may change.

mod changes;
mod chats;
mod devices;
mod facts;
mod family;
mod fields;
mod guardian;
mod link;
mod transfer;

pub use guardian::GuardianPage;
pub use transfer::TransferPage;

use super::OfficeTabs;
use crate::{
    api,
    components::{Icon, Notice, PageHead, PageTitle, Skeleton, loaded},
    speech::lang,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{PersonId, views::SchoolPerson};
use words::{Lang, people};

/// The person of the address. A number that is none is nobody's, and the server says so like of
/// any other stranger.
fn person_of_address() -> impl Fn() -> PersonId + Copy + Send + Sync + 'static {
    let params = use_params_map();
    move || {
        let id = params.with(|params| params.get("id"));
        id.and_then(|text| text.parse().ok()).unwrap_or(PersonId(0))
    }
}

/// `/school/people/:id`
#[component]
pub fn PersonPage() -> impl IntoView {
    let lang = lang();
    let person = person_of_address();
    let query = use_query_map();
    let page = Resource::new(person, api::school_person);
    let done = move || {
        let done = query.with(|query| query.get("done"));
        done.and_then(|code| done_words(lang, &code)).map(|words| {
            view! {
                <div role="status"><Notice kind="success" icon="check">{words}</Notice></div>
            }
        })
    };
    view! {
        <PageHead title=people::title(lang)/>
        <OfficeTabs/>
        <BackToList/>
        {done}
        {loaded(page, waiting, cards)}
    }
    .into_any()
}

/// «Все люди»
#[component]
fn BackToList() -> impl IntoView {
    view! {
        <a class="link-button person-back" href="/school/people">
            <Icon name="back" small=true/>
            {people::back_to_list(lang())}
        </a>
    }
    .into_any()
}

/// Back to the person's page from a page below it.
#[component]
fn BackToPerson() -> impl IntoView {
    let person = person_of_address();
    view! {
        <a class="link-button person-back" href=move || format!("/school/people/{}", person())>
            <Icon name="back" small=true/>
            {words::common::back(lang())}
        </a>
    }
    .into_any()
}

fn cards(page: SchoolPerson) -> AnyView {
    let lang = lang();
    view! {
        <PageTitle title=page.name.full()/>
        <div class="two-columns">
            <div class="stack">
                {facts::card(lang, &page)}
                {family::cards(lang, &page)}
                {changes::card(lang, &page)}
            </div>
            <div class="stack">
                {link::card(lang, &page)}
                {chats::card(lang, &page)}
                {devices::card(lang, &page)}
            </div>
        </div>
        <p class="muted small">{people::looks_noted(lang)}</p>
    }
    .into_any()
}

fn done_words(lang: Lang, code: &str) -> Option<&'static str> {
    Some(match code {
        "unlinked" => people::done_unlinked(lang),
        "left" => people::done_left(lang),
        "transferred" => people::done_transferred(lang),
        "guardian-added" => people::done_guardian_added(lang),
        "guardian-removed" => people::done_guardian_removed(lang),
        "taken-back" => people::done_taken_back(lang),
        "signed-out" => people::done_signed_out(lang),
        _ => return None,
    })
}

fn waiting() -> AnyView {
    view! {
        <div class="two-columns">
            <Skeleton kind="lines" rows=6/>
            <Skeleton kind="lines" rows=4/>
        </div>
    }
    .into_any()
}
