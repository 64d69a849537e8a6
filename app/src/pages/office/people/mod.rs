//! «Люди»: anybody of the school, found while the name is typed.

mod ask;
mod filters;
mod list;

use super::OfficeTabs;
use crate::{
    api,
    components::{PageHead, Skeleton, loaded},
    speech::lang,
};
use ask::{ask_of, is_everybody};
use filters::Filters;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use list::PeopleList;
use words::people;

/// `/school/people`
#[component]
pub fn PeoplePage() -> impl IntoView {
    let lang = lang();
    let query = use_query_map();
    let ask = Memo::new(move |_| query.with(ask_of));
    let found = Resource::new(move || ask.get(), api::people);
    let classes = Resource::new(|| (), |()| api::school_classes());
    let total = move || {
        Suspend::new(async move {
            let total = found.await.ok()?.total;
            Some(if is_everybody(&ask.get_untracked()) {
                people::everybody(lang, total)
            } else {
                people::found(lang, total)
            })
        })
    };
    view! {
        <PageHead title=people::title(lang) sub=people::sub(lang)/>
        <OfficeTabs/>
        <Filters ask classes/>
        <p class="muted small people-total" role="status"><Transition>{total}</Transition></p>
        {loaded(found, waiting, move |found| {
            view! { <PeopleList found=found ask=ask.get_untracked()/> }
        })}
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! { <Skeleton kind="list" rows=8/> }.into_any()
}
