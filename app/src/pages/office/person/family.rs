//! Children and guardians.

use super::{
    facts::full_date,
    fields::{fold, reason},
};
use crate::components::Avatar;
use leptos::prelude::*;
use model::views::{Relative, SchoolPerson, hue};
use words::{Lang, people};

pub(super) fn cards(lang: Lang, page: &SchoolPerson) -> AnyView {
    let children = (!page.children.is_empty()).then(|| {
        let rows: Vec<AnyView> = page
            .children
            .iter()
            .map(|one| view! { <li>{relative(lang, one)}</li> }.into_any())
            .collect();
        view! {
            <section class="card" aria-labelledby="person-children">
                <h2 id="person-children">{people::children(lang)}</h2>
                <ul class="entity-list">{rows}</ul>
            </section>
        }
    });
    let guardians =
        (page.may.guardians || !page.guardians.is_empty()).then(|| guardians(lang, page));
    view! { {children}{guardians} }.into_any()
}

fn guardians(lang: Lang, page: &SchoolPerson) -> AnyView {
    let rows: Vec<AnyView> = page
        .guardians
        .iter()
        .map(|one| {
            let remove = page.may.guardians.then(|| remove(lang, page, one));
            view! { <li class="guardian-row">{relative(lang, one)}{remove}</li> }.into_any()
        })
        .collect();
    let none = rows.is_empty().then(|| {
        view! { <p class="muted">{people::no_guardians(lang)}</p> }
    });
    let add = page.may.guardians.then(|| {
        view! {
            <a class="button button-secondary" href=format!("/school/people/{}/guardian", page.id)>
                {people::add_guardian(lang)}
            </a>
        }
    });
    view! {
        <section class="card" aria-labelledby="person-guardians">
            <h2 id="person-guardians">{people::guardians_title(lang)}</h2>
            {none}
            <ul class="entity-list">{rows}</ul>
            {add}
        </section>
    }
    .into_any()
}

fn relative(lang: Lang, one: &Relative) -> AnyView {
    let name = one.name.full();
    let linked = if one.linked {
        people::relative_linked(lang)
    } else {
        people::relative_not_linked(lang)
    };
    let mut notes: Vec<String> = one.class.iter().cloned().collect();
    notes.push(linked.to_owned());
    if let Some(day) = one.by_hand {
        notes.push(people::by_hand_since(lang, &full_date(lang, day)));
    }
    view! {
        <div class="entity">
            <Avatar initials=one.name.initials() hue=hue(&name) size="size-s"/>
            <span class="entity-text">
                <a class="entity-name" href=format!("/school/people/{}", one.id)>{name}</a>
                <span class="entity-note">{notes.join(" · ")}</span>
            </span>
        </div>
    }
    .into_any()
}

fn remove(lang: Lang, page: &SchoolPerson, one: &Relative) -> AnyView {
    let summary = view! {
        {people::remove_guardian(lang)}
        <span class="visually-hidden">
            " "{people::remove_guardian_ear(lang, &one.name.full())}
        </span>
    };
    let body = view! {
        <input type="hidden" name="guardian" value=one.id.to_string()/>
        <p>{people::remove_what(lang)}</p>
        {reason(lang, &format!("remove-{}", one.id), people::reason_hint(lang))}
    };
    fold(
        summary.into_any(),
        format!("/school/people/{}/guardian/remove", page.id),
        body.into_any(),
        people::remove_confirm(lang),
    )
}
