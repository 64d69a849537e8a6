use super::super::OfficeTabs;
use crate::{
    api::{self, ApiError},
    components::{Avatar, PageHead, Skeleton, loaded},
    speech::lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    ClassId, Problem,
    views::{CardHolder, PasswordGroup, hue},
};
use words::{codes, dates::day_and_month};

/// `/school/passwords/:group`: a class by its number, or `staff`; whom to print cards for.
#[component]
pub fn PasswordGroupPage() -> impl IntoView {
    let lang = lang();
    let params = use_params_map();
    let group = move || params.with(|params| params.get("group").unwrap_or_default());
    let page = Resource::new(group, |group| async move {
        let class = match group.as_str() {
            "staff" => None,
            id => Some(
                id.parse::<ClassId>()
                    .map_err(|_| ApiError(Problem::NotFound))?,
            ),
        };
        api::password_group(class).await
    });
    view! {
        <PageHead title=codes::title(lang) sub=codes::group_sub(lang)>
            <a class="button button-secondary" href="/school/passwords">{codes::back(lang)}</a>
        </PageHead>
        <OfficeTabs/>
        {loaded(page, || view! { <Skeleton kind="list" rows=8/> }.into_any(), shown)}
    }
    .into_any()
}

fn shown(group: PasswordGroup) -> AnyView {
    let lang = lang();
    let (title, first) = match group.class {
        Some(_) => (codes::group_class(lang, &group.name), codes::pupils(lang)),
        None => (codes::group_staff(lang).to_owned(), codes::staff_note(lang)),
    };
    let guardians = group
        .class
        .map(|_| list(codes::guardians(lang), group.guardians));
    view! {
        <form class="stack" method="post" action="/school/passwords/cards">
            <h2>{title}</h2>
            <p class="muted">{codes::group_replaces(lang)}</p>
            {list(first, group.people)}
            {guardians}
            <p class="small muted">{codes::group_once(lang)}</p>
            <div class="password-actions">
                <button class="button button-primary">{codes::print_chosen(lang)}</button>
            </div>
        </form>
    }
    .into_any()
}

fn list(name: &'static str, people: Vec<CardHolder>) -> AnyView {
    let lang = lang();
    let empty = people.is_empty();
    let rows = people.into_iter().map(row).collect_view();
    view! {
        <fieldset class="field">
            <legend class="field-label">{name}</legend>
            <div class="data-list">
                {empty.then(|| view! { <p class="password-person muted">{codes::group_empty(lang)}</p> })}
                {rows}
            </div>
        </fieldset>
    }
    .into_any()
}

fn row(one: CardHolder) -> AnyView {
    let lang = lang();
    let state = if one.ready {
        view! { <span class="pill pill-green">{codes::has_password(lang)}</span> }.into_any()
    } else if let Some(day) = one.card {
        let date = day_and_month(lang, day.day, day.month);
        view! { <span class="pill pill-amber">{codes::has_card(lang, &date)}</span> }.into_any()
    } else {
        view! { <span class="pill">{codes::has_nothing(lang)}</span> }.into_any()
    };
    let name = one.name.full();
    let note = [vec![one.login], one.children].concat().join(" · ");
    view! {
        <label class="password-person checkbox">
            <input type="checkbox" name="person" value=one.person.to_string()/>
            <Avatar initials=one.name.initials() hue=hue(&name) size="size-s"/>
            <span class="entity-text">
                <span class="entity-name">{name}</span>
                <span class="entity-note">{note}</span>
            </span>
            {state}
        </label>
    }
    .into_any()
}
