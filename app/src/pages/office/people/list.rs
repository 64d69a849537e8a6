//! Who was found.

use super::ask::{address_of, is_everybody, with_more};
use crate::{
    components::{Avatar, Icon},
    shell::role_names,
    speech::lang,
};
use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::views::{People, PeopleAsk, PersonRow, hue};
use words::{Lang, people};

/// The people, or what to say when there are none.
#[component]
pub fn PeopleList(
    /// Who was found.
    found: People,
    /// What was asked for.
    ask: PeopleAsk,
) -> impl IntoView {
    let lang = lang();
    if found.people.is_empty() {
        return nobody(lang, is_everybody(&ask));
    }
    let shown = found.people.len();
    let navigate = use_navigate();
    let more = (shown < found.total as usize).then(|| {
        let address = address_of(&with_more(&ask, shown));
        let to = address.clone();
        // A link, so that it works without the script; with it the list stays where it is.
        let go = move |event: ev::MouseEvent| {
            event.prevent_default();
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&to, options);
        };
        view! {
            <a
                class="button button-secondary people-more"
                href=address
                on:click=go
            >
                {people::more(lang)}
            </a>
        }
    });
    let rows: Vec<AnyView> = found.people.iter().map(|one| row(lang, one)).collect();
    view! {
        <div class="data-list people-list">
            <div class="data-head" aria-hidden="true">
                <span>{people::column_name(lang)}</span>
                <span>{people::column_role(lang)}</span>
                <span>{people::column_class(lang)}</span>
                <span>{people::column_state(lang)}</span>
            </div>
            <ul>{rows}</ul>
        </div>
        {more}
    }
    .into_any()
}

fn row(lang: Lang, one: &PersonRow) -> AnyView {
    let name = one.name.full();
    view! {
        <li class="data-row person-row">
            <div class="entity">
                <Avatar initials=one.name.initials() hue=hue(&name) size="size-s"/>
                <a class="entity-name person-link" href=format!("/school/people/{}", one.id)>{name}</a>
            </div>
            <span class="person-roles muted">{role_names(lang, &one.roles)}</span>
            <span class="person-classes muted">{one.classes.join(", ")}</span>
            <span class="person-state">{state(lang, one)}</span>
        </li>
    }
    .into_any()
}

fn state(lang: Lang, one: &PersonRow) -> AnyView {
    let (class, words) = match () {
        () if one.left => ("pill pill-red", people::mark_left(lang)),
        () if one.linked => ("pill pill-green", people::mark_linked(lang)),
        () if one.never_in => ("pill", people::mark_never_in(lang)),
        () => ("pill pill-amber", people::mark_not_linked(lang)),
    };
    view! { <span class=class>{words}</span> }.into_any()
}

fn nobody(lang: Lang, everybody: bool) -> AnyView {
    let (title, words) = if everybody {
        (people::nobody_title(lang), people::nobody(lang))
    } else {
        (people::none_title(lang), people::none(lang))
    };
    let reset = (!everybody).then(|| {
        view! {
            <a class="button button-secondary" href="/school/people">{people::reset(lang)}</a>
        }
    });
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="search"/>
                <h2>{title}</h2>
                <p>{words}</p>
                {reset}
            </div>
        </section>
    }
    .into_any()
}
