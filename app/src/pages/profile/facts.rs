//! Who the person is and what the school has written down.

use crate::{
    components::{Avatar, Icon},
    shell::role_names,
    speech::lang,
};
use leptos::prelude::*;
use model::views::{Child, Confirmed, Day, Me, Profile, hue};
use words::{Lang, dates, doctor, profile};

/// Name, roles and what the school knows.
#[component]
pub fn Facts(
    /// Whose page.
    page: Profile,
    /// Who looks.
    me: Me,
    /// Whether the page is a child's of the reader.
    child: bool,
) -> impl IntoView {
    let lang = lang();
    let name = page.name.full();
    let roles = role_names(lang, &page.roles);
    let children = Some(&me.children).filter(|children| page.own && !children.is_empty());
    let hint = page.own.then(|| {
        view! { <p class="muted small">{profile::contacts_hint(lang)}</p> }
    });
    let state = (!page.own).then(|| {
        let words = link_state(lang, child, page.linked);
        let class = if page.linked {
            "pill pill-green"
        } else {
            "pill"
        };
        view! { <p class=class>{words}</p> }
    });
    let schedule = child.then(|| {
        let href = format!("/schedule?of=child-{}", page.person);
        view! { <a class="button button-secondary" href=href>{profile::schedule(lang)}</a> }
    });
    view! {
        <section class="card">
            <div class="entity">
                <Avatar initials=page.name.initials() hue=hue(&name) size="size-l"/>
                <div class="entity-text">
                    <h2>{name}</h2>
                    <span class="entity-note">{roles}</span>
                </div>
            </div>
            {state}
            {page.confirmed.clone().map(|by| confirmed(lang, by))}
            <dl class="person-summary">
                {fact(profile::school(lang), Some(me.org_name.clone()))}
                {fact(profile::class(lang), page.class.clone())}
                {page.born.map(|born| birth_date(lang, born))}
                {fact(profile::phone(lang), page.phone.clone())}
                {fact(profile::email(lang), page.email.clone())}
                {children.map(|children| own_children(lang, children))}
            </dl>
            {hint}
            {schedule}
        </section>
    }
    .into_any()
}

/// «Подтверждён школой», with the row of the roster that says so (ID-47).
fn confirmed(lang: Lang, by: Confirmed) -> AnyView {
    let source = match by.imported {
        Some(day) => {
            let date = dates::day_and_month(lang, day.day, day.month);
            let date = profile::full_date(lang, &date, &day.year.to_string());
            doctor::confirmed_row_on(lang, &date, &by.row, &by.system)
        }
        None => doctor::confirmed_row(lang, &by.row, &by.system),
    };
    view! {
        <div class="stack-tight">
            <p class="pill pill-green"><Icon name="check" small=true/>{doctor::confirmed(lang)}</p>
            <p class="muted small">{source}</p>
        </div>
    }
    .into_any()
}

fn link_state(lang: Lang, child: bool, linked: bool) -> &'static str {
    match (child, linked) {
        (true, true) => profile::child_linked(lang),
        (true, false) => profile::child_not_linked(lang),
        (false, true) => profile::person_linked(lang),
        (false, false) => profile::person_not_linked(lang),
    }
}

fn fact(name: &'static str, value: Option<String>) -> Option<AnyView> {
    let value = value?;
    Some(
        view! {
            <dt>{name}</dt>
            <dd>{value}</dd>
        }
        .into_any(),
    )
}

fn birth_date(lang: Lang, born: Day) -> AnyView {
    let date = dates::day_and_month(lang, born.day, born.month);
    view! {
        <dt>{profile::born(lang)}</dt>
        <dd>
            <time datetime=born.iso()>
                {profile::full_date(lang, &date, &born.year.to_string())}
            </time>
        </dd>
    }
    .into_any()
}

/// Every child's name leads to that child's page (ID-15).
fn own_children(lang: Lang, children: &[Child]) -> AnyView {
    let links: Vec<AnyView> = children
        .iter()
        .map(|child| {
            let name = child.name.friendly();
            let words = match &child.class {
                Some(class) => profile::child_of_class(lang, class, &name),
                None => name,
            };
            view! { <a href=format!("/people/{}", child.id)>{words}</a> }.into_any()
        })
        .collect();
    view! {
        <dt>{profile::children(lang)}</dt>
        <dd class="stack-tight">{links}</dd>
    }
    .into_any()
}
