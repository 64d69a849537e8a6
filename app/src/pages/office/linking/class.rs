//! `/school/linking/:class`: who has not linked, and what to send them or to print (ID-66).

use super::{super::OfficeTabs, bars, text::SendText};
use crate::{
    api,
    components::{Avatar, Icon, PageHead, Skeleton, loaded},
    pages::when,
    speech::lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    ClassId, Role,
    views::{ClassSheet, Day, Missing, hue},
};
use words::{Lang, doctor, linking};

/// `/school/linking/:class`
#[component]
pub fn ClassSheetPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        let text = params.with(|params| params.get("class"));
        text.and_then(|text| text.parse().ok())
            .unwrap_or(ClassId(0))
    };
    let page = Resource::new(id, api::class_sheet);
    loaded(
        page,
        || view! { <Skeleton kind="list" rows=6/> }.into_any(),
        move |page| view! { <Sheet page/> },
    )
}

#[component]
fn Sheet(page: ClassSheet) -> impl IntoView {
    let lang = lang();
    let name = page.class.name.clone();
    let parts = [Role::Pupil, Role::Guardian, Role::Teacher];
    let lists: Vec<AnyView> = parts
        .into_iter()
        .filter_map(|part| missing(lang, &page, part))
        .collect();
    let everybody = lists.is_empty().then(|| {
        view! {
            <section class="card">
                <div class="empty">
                    <Icon name="check"/>
                    <h2>{linking::everybody_title(lang)}</h2>
                    <p>{linking::everybody(lang)}</p>
                </div>
            </section>
        }
    });
    view! {
        <div class="only-screen stack">
            <PageHead title=linking::class_title(lang, &name)>
                <a class="button button-secondary" href="/school/linking">{doctor::back(lang)}</a>
            </PageHead>
            <OfficeTabs/>
            <section class="card">
                <div class="linking-shares">{bars(lang, &page.class.shares, false)}</div>
            </section>
        </div>
        <SendText class=name address=page.address/>
        <div class="only-screen stack">
            {everybody}
            <div class="two-columns">{lists}</div>
        </div>
    }
    .into_any()
}

/// One part of the class, with everybody who has not linked.
fn missing(lang: Lang, page: &ClassSheet, part: Role) -> Option<AnyView> {
    let people: Vec<&Missing> = page.missing.iter().filter(|one| one.part == part).collect();
    if people.is_empty() {
        return None;
    }
    let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
    let title = match part {
        Role::Pupil => linking::missing_pupils(lang, count),
        Role::Guardian => linking::missing_guardians(lang, count),
        _ => linking::missing_teachers(lang, count),
    };
    let rows: Vec<AnyView> = people
        .into_iter()
        .map(|one| person(lang, one, page.today))
        .collect();
    Some(
        view! {
            <section class="card">
                <h2>{title}</h2>
                <ul class="entity-list">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn person(lang: Lang, one: &Missing, today: Day) -> AnyView {
    let name = one.name.full();
    let seen = match &one.signed_in {
        Some(moment) => linking::signed_in(lang, &when::long(lang, moment, today)),
        None => linking::never_signed_in(lang).to_owned(),
    };
    let child = (!one.children.is_empty()).then(
        || view! { <span class="entity-note">{linking::of_child(lang, &one.children)}</span> },
    );
    view! {
        <li class="entity">
            <Avatar initials=one.name.initials() hue=hue(&name) size="size-s"/>
            <span class="entity-text">
                <span class="entity-name">{name}</span>
                {child}
                <span class="entity-note">{seen}</span>
            </span>
        </li>
    }
    .into_any()
}
