//! «Журнал событий»: of the school for its administrator, of the authority for its operators.

mod address;
mod chain;
mod entries;
mod search;
mod speech;

pub use speech::action_name;

use super::OfficeTabs;
use crate::{
    api,
    components::{Icon, PageHead, Skeleton, loaded},
    shell::use_me,
    speech::lang,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    Role,
    views::{Chain, LogPage as Found, LogQuery},
};
use search::Search;
use words::log;

/// `/school/log` and `/authority/log`
#[component]
pub fn LogPage() -> impl IntoView {
    let lang = lang();
    let me = use_me();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(address::read));
    let found = Resource::new(move || asked.get(), api::log);
    // The same component serves two addresses, each with routes of its own below it.
    let path = use_location().pathname.get_untracked();
    let path = path.trim_end_matches('/').to_owned();
    let export = {
        let path = format!("{path}/export.csv");
        move || {
            let asked = LogQuery {
                before: None,
                ..asked.get()
            };
            address::href(&path, &asked)
        }
    };
    let search_path = path.clone();
    view! {
        <PageHead title=log::title(lang) sub=log::sub(lang)>
            <a class="button button-secondary" href=export rel="external" download="">
                {log::export_csv(lang)}
            </a>
        </PageHead>
        <OfficeTabs/>
        <Transition>
            {move || {
                let path = search_path.clone();
                Suspend::new(async move {
                    let reads = me
                        .await
                        .is_ok_and(|me| me.is(Role::Administrator) || me.is(Role::Authority));
                    reads.then(|| view! { <Search path=path asked=asked/> })
                })
            }}
        </Transition>
        {loaded(found, || view! { <Skeleton kind="lines" rows=8/> }.into_any(), move |page| {
            content(&path, page, &asked.get_untracked())
        })}
    }
    .into_any()
}

fn content(path: &str, page: Found, asked: &LogQuery) -> AnyView {
    let lang = lang();
    let person = asked.person.map(|_| only(path, page.person.as_deref()));
    let older = page.older.map(|before| {
        let asked = LogQuery {
            before: Some(before),
            ..asked.clone()
        };
        let href = address::href(path, &asked);
        view! { <a class="button button-secondary" href=href>{log::older(lang)}</a> }
    });
    let newest = asked.before.map(|_| {
        let asked = LogQuery {
            before: None,
            ..asked.clone()
        };
        let href = address::href(path, &asked);
        view! { <a class="button button-quiet" href=href>{log::newest(lang)}</a> }
    });
    let pages = (older.is_some() || newest.is_some()).then(|| {
        view! { <nav class="row log-pages" aria-label=log::pages(lang)>{older}{newest}</nav> }
    });
    let entries = if page.entries.is_empty() {
        nothing(path, page.total == 0)
    } else {
        entries::days(path, page.entries, page.today)
    };
    let chain = chain::chain(path, &page.chain);
    // What is wrong comes first, what is right last.
    let (alarm, chain) = match page.chain {
        Chain::Broken { .. } => (Some(chain), None),
        _ => (None, Some(chain)),
    };
    view! {
        <div class="stack">
            {alarm}
            {person}
            {entries}
            {pages}
            {chain}
        </div>
    }
    .into_any()
}

/// Whose events these are, and the way back to everybody's.
fn only(path: &str, name: Option<&str>) -> AnyView {
    let lang = lang();
    let said = match name {
        Some(name) => log::only_person(lang, name),
        None => log::only_nobody(lang).to_owned(),
    };
    view! {
        <p class="notice notice-info">
            <Icon name="user"/>
            <span>
                {said}
                " "
                <a class="link-button" href=path.to_owned()>{log::clear(lang)}</a>
            </span>
        </p>
    }
    .into_any()
}

fn nothing(path: &str, at_all: bool) -> AnyView {
    let lang = lang();
    let (icon, title, text) = if at_all {
        ("clock", log::empty_title(lang), log::empty(lang))
    } else {
        ("search", log::none_title(lang), log::none(lang))
    };
    let clear = (!at_all).then(|| {
        view! {
            <a class="button button-secondary" href=path.to_owned()>{log::clear(lang)}</a>
        }
    });
    view! {
        <section class="card">
            <div class="empty">
                <Icon name=icon/>
                <h2>{title}</h2>
                <p>{text}</p>
                {clear}
            </div>
        </section>
    }
    .into_any()
}
