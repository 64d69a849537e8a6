//! Whose lessons are shown: own, a class's, a child's.

use super::address::Place;
use crate::components::{Avatar, Icon};
use leptos::prelude::*;
use model::{
    Role,
    views::{Child, Me, Schedule, ScheduleOf, hue},
};
use words::{Lang, profile, schedule};

/// How many classes stand side by side; more are put away behind the present one.
const SIDE_BY_SIDE: usize = 12;

/// An administrator, and nothing that has lessons of the own or of a child.
#[must_use]
pub fn only_runs_the_school(me: &Me) -> bool {
    let lessons = [Role::Teacher, Role::Pupil, Role::Guardian];
    me.is(Role::Administrator) && !lessons.iter().any(|role| me.is(*role))
}

/// Tabs: «Моё», «Мои классы», each child. None when there is nothing to choose.
#[must_use]
pub fn tabs(lang: Lang, me: &Me, found: &Schedule, place: Place) -> Option<AnyView> {
    let mut tabs: Vec<(String, ScheduleOf, bool)> = Vec::new();
    let staff = me.is(Role::Teacher) || me.is(Role::Administrator);
    if me.is(Role::Teacher) || me.is(Role::Pupil) {
        tabs.push((
            schedule::mine(lang).into(),
            ScheduleOf::Mine,
            found.of == ScheduleOf::Mine,
        ));
    }
    if let Some(first) = found.classes.first().filter(|_| staff) {
        let name = if me.is(Role::Administrator) {
            schedule::school_classes(lang)
        } else {
            schedule::my_classes(lang)
        };
        let here = matches!(found.of, ScheduleOf::Class(_));
        let of = if here {
            found.of
        } else {
            ScheduleOf::Class(first.id)
        };
        tabs.push((name.into(), of, here));
    }
    for child in &me.children {
        let of = ScheduleOf::Child(child.id);
        tabs.push((short_name(lang, child), of, found.of == of));
    }
    if tabs.len() < 2 {
        return None;
    }
    let links: Vec<AnyView> = tabs
        .into_iter()
        .map(|(name, of, here)| choice(name, place.of(of).href(), here))
        .collect();
    let label = schedule::whose(lang);
    Some(
        view! { <div class="segmented is-whose" role="group" aria-label=label>{links}</div> }
            .into_any(),
    )
}

/// A link in a row of which one is the present.
#[must_use]
pub fn choice(name: String, href: String, here: bool) -> AnyView {
    let current = if here { "true" } else { "false" };
    view! { <a href=href aria-current=current>{name}</a> }.into_any()
}

/// «Артём, 4А»
fn short_name(lang: Lang, child: &Child) -> String {
    match &child.class {
        Some(class) => profile::child_of_class(lang, class, &child.name.given),
        None => child.name.given.clone(),
    }
}

/// The classes to choose from, while a class is shown (SL-04).
#[must_use]
pub fn class_chooser(lang: Lang, found: &Schedule, place: Place) -> Option<AnyView> {
    let ScheduleOf::Class(here) = found.of else {
        return None;
    };
    let links: Vec<AnyView> = found
        .classes
        .iter()
        .map(|class| {
            let href = place.of(ScheduleOf::Class(class.id)).href();
            choice(class.name.clone(), href, class.id == here)
        })
        .collect();
    let many = links.len() > SIDE_BY_SIDE;
    let row = view! {
        <nav class="segmented" aria-label=schedule::class(lang)>{links}</nav>
    };
    if !many {
        return Some(row.into_any());
    }
    let present = found.classes.iter().find(|class| class.id == here);
    let name = present.map(|class| class.name.clone()).unwrap_or_default();
    Some(
        view! {
            <details class="stack-tight">
                <summary class="button button-secondary">
                    {schedule::class_now(lang, &name)}
                    <Icon name="chevron-down"/>
                </summary>
                {row}
            </details>
        }
        .into_any(),
    )
}

/// The child whose lessons are shown, with the way to the child's page (ID-15).
#[must_use]
pub fn child_card(lang: Lang, me: &Me, of: ScheduleOf) -> Option<AnyView> {
    let ScheduleOf::Child(id) = of else {
        return None;
    };
    let child = me.children.iter().find(|child| child.id == id)?;
    let href = format!("/people/{id}");
    let name = child.name.full();
    Some(
        view! {
            <div class="spread">
                <div class="entity">
                    <Avatar initials=child.name.initials() hue=hue(&name)/>
                    <span class="entity-text">
                        <a class="entity-name" href=href.clone()>{name}</a>
                        <span class="entity-note">{child.class.clone()}</span>
                    </span>
                </div>
                <a class="button button-secondary" href=href>{schedule::to_profile(lang)}</a>
            </div>
        }
        .into_any(),
    )
}
