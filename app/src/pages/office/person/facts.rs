//! Who it is and what the school has written down.

use super::fields::{fold, reason};
use crate::{components::Avatar, pages::when, shell::role_names};
use leptos::prelude::*;
use model::views::{Day, SchoolPerson, hue};
use words::{Lang, dates, people, profile};

pub(super) fn card(lang: Lang, page: &SchoolPerson) -> AnyView {
    let name = page.name.full();
    let last_in = match &page.last_in {
        Some(moment) => when::long(lang, moment, page.today),
        None => people::never_in(lang).to_owned(),
    };
    let classes = (!page.classes.is_empty()).then(|| page.classes.join(", "));
    let phone = page.phone.clone();
    let phone = phone.unwrap_or_else(|| people::unknown(lang).to_owned());
    let email = page.email.clone();
    let email = email.unwrap_or_else(|| people::unknown_email(lang).to_owned());
    let left = page.left.then(|| {
        view! { <p class="pill pill-red">{people::left(lang)}</p> }
    });
    view! {
        <section class="card" aria-labelledby="person-name">
            <div class="entity">
                <Avatar initials=page.name.initials() hue=hue(&name) size="size-l"/>
                <div class="entity-text">
                    <h2 id="person-name">{name}</h2>
                    <span class="entity-note">{role_names(lang, &page.roles)}</span>
                </div>
            </div>
            {left}
            <dl class="person-summary">
                {classes.map(|classes| fact(people::class(lang), classes))}
                {fact(people::login(lang), page.login.clone())}
                {page.born.map(|born| fact(people::born(lang), full_date(lang, born)))}
                {fact(people::phone(lang), phone)}
                {fact(people::email(lang), email)}
                {fact(people::last_in(lang), last_in)}
            </dl>
            {actions(lang, page)}
        </section>
    }
    .into_any()
}

fn actions(lang: Lang, page: &SchoolPerson) -> AnyView {
    let transfer = page.may.transfer.then(|| {
        view! {
            <a class="button button-secondary" href=format!("/school/people/{}/transfer", page.id)>
                {people::transfer(lang)}
            </a>
        }
    });
    let leave = page.may.leave.then(|| {
        let body = view! {
            <p>{people::leave_what(lang)}</p>
            {reason(lang, "leave-reason", people::reason_hint(lang))}
        };
        fold(
            people::leave(lang).into_any(),
            format!("/school/people/{}/leave", page.id),
            body.into_any(),
            people::leave_confirm(lang),
        )
    });
    view! { <div class="stack-tight person-actions">{transfer}{leave}</div> }.into_any()
}

pub(super) fn fact(name: &'static str, value: String) -> AnyView {
    view! {
        <dt>{name}</dt>
        <dd>{value}</dd>
    }
    .into_any()
}

/// «12 мая 2016 года»
pub(super) fn full_date(lang: Lang, day: Day) -> String {
    let date = dates::day_and_month(lang, day.day, day.month);
    profile::full_date(lang, &date, &day.year.to_string())
}
