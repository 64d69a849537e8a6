//! «Добавить представителя»: an adult of the school, found while the name is typed, or somebody
//! whom the school does not know yet.

use super::{BackToPerson, fields::reason, person_of_address};
use crate::{
    api,
    components::{Avatar, PageHead, Skeleton, loaded},
    pages::office::OfficeTabs,
    shell::role_names,
    speech::lang,
};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use model::{
    PersonId, Role,
    views::{People, PeopleAsk, PersonRow, hue},
};
use std::time::Duration;
use words::{Lang, common, people};

/// Pupils of the same family name come between: so many are asked for.
const ASKED: u32 = 300;
/// And so many adults shown.
const SHOWN: usize = 20;
/// After the last key.
const PAUSE: Duration = Duration::from_millis(180);

/// `/school/people/:id/guardian`
#[component]
pub fn GuardianPage() -> impl IntoView {
    let lang = lang();
    let address = person_of_address();
    // Another child's page is another instance of this one.
    let person = untrack(address);
    let query = use_query_map();
    let text = Memo::new(move |_| query.with(|query| query.get("q")).unwrap_or_default());
    let child = Resource::new(address, api::school_person);
    let found = Resource::new(
        move || text.get(),
        |text| async move {
            if text.trim().is_empty() {
                return Ok(None);
            }
            let ask = PeopleAsk {
                text,
                most: ASKED,
                ..PeopleAsk::default()
            };
            api::people(ask).await.map(Some)
        },
    );
    let name = move |name: String| {
        view! { <p>{people::guardian_for(lang, &name)}</p> }
    };
    view! {
        <PageHead title=people::guardian_title(lang)/>
        <OfficeTabs/>
        <BackToPerson/>
        {loaded(child, waiting, move |child| name(child.name.full()))}
        <div class="two-columns">
            <section class="card" aria-labelledby="known-title">
                <h2 id="known-title">{people::guardian_known(lang)}</h2>
                <Search text person=person/>
                {loaded(found, waiting, move |found| choice(lang, person, found))}
            </section>
            <NewPerson person=person/>
        </div>
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! { <Skeleton kind="lines" rows=2/> }.into_any()
}

#[component]
fn Search(text: Memo<String>, person: PersonId) -> impl IntoView {
    let lang = lang();
    let address = format!("/school/people/{person}/guardian");
    let navigate = StoredValue::new(use_navigate());
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        if let Some(Some(running)) = timer.try_update_value(Option::take) {
            running.clear();
        }
    };
    on_cleanup(stop);
    let here = address.clone();
    let typed = move |event: ev::Event| {
        let mut query = leptos_router::params::ParamsMap::new();
        query.insert("q", event_target_value(&event));
        let to = format!("{here}{}", query.to_query_string());
        stop();
        let go = move || {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate.with_value(|navigate| navigate(&to, options));
        };
        timer.set_value(set_timeout_with_handle(go, PAUSE).ok());
    };
    view! {
        <form class="form-row" method="get" action=address role="search">
            <div class="field">
                <label class="field-label" for="guardian-q">{people::search(lang)}</label>
                <input
                    class="field-input"
                    id="guardian-q"
                    name="q"
                    type="search"
                    maxlength="100"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=people::guardian_search_hint(lang)
                    value=text.get_untracked()
                    on:input=typed
                />
            </div>
            <button class="button button-secondary" type="submit">{people::find(lang)}</button>
        </form>
    }
    .into_any()
}

fn choice(lang: Lang, person: PersonId, found: Option<People>) -> AnyView {
    let Some(found) = found else {
        return view! { <p class="muted" role="status">{people::guardian_type(lang)}</p> }
            .into_any();
    };
    let adult = |one: &&PersonRow| !one.left && !one.roles.contains(&Role::Pupil);
    let rows: Vec<AnyView> = found
        .people
        .iter()
        .filter(adult)
        .take(SHOWN)
        .map(|one| radio(lang, one))
        .collect();
    if rows.is_empty() {
        return view! { <p class="muted" role="status">{people::guardian_nobody(lang)}</p> }
            .into_any();
    }
    view! {
        <form class="form" method="post" action=format!("/school/people/{person}/guardian")>
            <fieldset class="field person-choice">
                <legend class="field-label">{people::guardian_found(lang)}</legend>
                {rows}
            </fieldset>
            {reason(lang, "known-reason", people::reason_hint(lang))}
            <button class="button button-primary" type="submit">{people::guardian_add(lang)}</button>
        </form>
    }
    .into_any()
}

fn radio(lang: Lang, one: &PersonRow) -> AnyView {
    let name = one.name.full();
    let mut note = role_names(lang, &one.roles);
    if !one.classes.is_empty() {
        note = format!("{note} · {}", one.classes.join(", "));
    }
    view! {
        <label class="entity choice-row">
            <input type="radio" name="guardian" value=one.id.to_string() required/>
            <Avatar initials=one.name.initials() hue=hue(&name) size="size-s"/>
            <span class="entity-text">
                <span class="entity-name">{name}</span>
                <span class="entity-note">{note}</span>
            </span>
        </label>
    }
    .into_any()
}

#[component]
fn NewPerson(person: PersonId) -> impl IntoView {
    let lang = lang();
    view! {
        <section class="card" aria-labelledby="new-title">
            <h2 id="new-title">{people::guardian_new(lang)}</h2>
            <form class="form" method="post" action=format!("/school/people/{person}/guardian/new")>
                {field("family", people::family(lang), true, "text")}
                {field("given", people::given(lang), true, "text")}
                {field("middle", people::middle(lang), false, "text")}
                {field("phone", people::phone(lang), false, "tel")}
                {reason(lang, "new-reason", people::reason_hint(lang))}
                <p class="muted small">{people::guardian_new_hint(lang)}</p>
                <button class="button button-secondary" type="submit">
                    {people::guardian_add_new(lang)}
                </button>
            </form>
        </section>
    }
    .into_any()
}

fn field(name: &'static str, label: &'static str, required: bool, kind: &'static str) -> AnyView {
    let id = format!("guardian-{name}");
    let optional = (!required).then(|| {
        view! { <span class="field-optional">" ("{common::optional(lang())}")"</span> }
    });
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}{optional}</label>
            <input
                class="field-input"
                id=id
                name=name
                type=kind
                maxlength="60"
                autocomplete="off"
                required=required
            />
        </div>
    }
    .into_any()
}
