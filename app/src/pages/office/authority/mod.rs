//! «Орган управления»: its schools in figures, without a single name of a person (ID-06).

mod order;
mod table;

use crate::{
    api,
    components::{Icon, PageHead, Skeleton, loaded},
    speech::lang,
};
use leptos::{
    ev,
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use model::views::Schools;
use order::{Column, Order};
use std::time::Duration;
use words::{Lang, authority};

/// One types on; the address waits.
const PAUSE: Duration = Duration::from_millis(250);

/// From how many schools on search is offered.
const MANY: usize = 5;

/// The address of an order.
fn href(order: &Order) -> String {
    let mut query = leptos_router::params::ParamsMap::new();
    if !order.q.is_empty() {
        query.insert("q", order.q.clone());
    }
    if order.by != Column::default() {
        query.insert("sort", order.by.code().to_owned());
    }
    if order.down {
        query.insert("down", "1".to_owned());
    }
    format!("/authority{}", query.to_query_string())
}

/// `/authority`
#[component]
pub fn AuthorityPage() -> impl IntoView {
    let lang = lang();
    let query = use_query_map();
    let order = Memo::new(move |_| query.with(Order::read));
    let found = Resource::new(|| (), |()| api::schools());
    // What is typed counts at once, the address follows.
    let typed = RwSignal::new(order.get_untracked().q);
    // Where the address says something else than what was sent there, a link or the back button
    // has changed it.
    let sent = StoredValue::new(order.get_untracked().q);
    Effect::new(move || {
        let said = order.get().q;
        if sent.get_value() != said {
            sent.set_value(said.clone());
            typed.set(said);
        }
    });
    let navigate = use_navigate();
    view! {
        <PageHead title=authority::title(lang)>
            <a class="button button-secondary" href="/authority/export.csv" rel="external" download="">
                {authority::export(lang)}
            </a>
        </PageHead>
        {loaded(found, || view! { <Skeleton kind="lines" rows=8/> }.into_any(), move |found| {
            content(found, order, Typed { text: typed, sent }, navigate.clone())
        })}
    }
    .into_any()
}

/// What is typed, and what of it stands in the address.
#[derive(Clone, Copy)]
struct Typed {
    text: RwSignal<String>,
    sent: StoredValue<String>,
}

fn content(
    found: Schools,
    order: Memo<Order>,
    typed: Typed,
    navigate: impl Fn(&str, NavigateOptions) + Clone + 'static,
) -> AnyView {
    let lang = lang();
    if found.rows.is_empty() {
        return empty(lang);
    }
    let count = u32::try_from(found.rows.len()).unwrap_or(u32::MAX);
    let many = found.rows.len() >= MANY;
    let search = many.then(|| search(lang, order, typed, navigate));
    let table = move || {
        let order = Order {
            q: typed.text.get(),
            ..order.get()
        };
        table::table(&found.rows, &order, found.today)
    };
    view! {
        <div class="stack">
            <p class="muted">{authority::count(lang, count)}</p>
            {search}
            {table}
        </div>
    }
    .into_any()
}

/// A plain form, which finds by itself as one types where there is JavaScript.
fn search(
    lang: Lang,
    order: Memo<Order>,
    typed: Typed,
    navigate: impl Fn(&str, NavigateOptions) + Clone + 'static,
) -> AnyView {
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        if let Some(Some(running)) = timer.try_update_value(Option::take) {
            running.clear();
        }
    };
    on_cleanup(stop);
    let go = move || {
        let Some(q) = typed.text.try_get_untracked() else {
            return;
        };
        typed.sent.set_value(q.clone());
        let order = Order {
            q,
            ..order.get_untracked()
        };
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&href(&order), options);
    };
    let on_text = move |event: ev::Event| {
        stop();
        typed.text.set(event_target_value(&event));
        timer.set_value(set_timeout_with_handle(go.clone(), PAUSE).ok());
    };
    let begun = order.get_untracked();
    let sort = (begun.by != Column::default()).then(|| begun.by.code());
    view! {
        <form class="schools-search" role="search" action="/authority" on:submit=|event| event.prevent_default()>
            <div class="field">
                <label class="field-label" for="schools-q">{authority::search(lang)}</label>
                <input
                    class="field-input"
                    id="schools-q"
                    name="q"
                    type="search"
                    autocomplete="off"
                    placeholder=authority::search_hint(lang)
                    value=begun.q.clone()
                    prop:value=move || typed.text.get()
                    on:input=on_text
                />
            </div>
            {sort.map(|sort| view! { <input type="hidden" name="sort" value=sort/> })}
            {begun.down.then(|| view! { <input type="hidden" name="down" value="1"/> })}
            <button class="button button-secondary">{authority::find(lang)}</button>
        </form>
    }
    .into_any()
}

fn empty(lang: Lang) -> AnyView {
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="school"/>
                <h2>{authority::empty_title(lang)}</h2>
                <p>{authority::empty(lang)}</p>
            </div>
        </section>
    }
    .into_any()
}
