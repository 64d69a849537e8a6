//! «Перевести в другой класс»: the class first, by the address, then the groups and the reason.

use super::{BackToPerson, fields::reason, person_of_address};
use crate::{
    api,
    components::{PageHead, Skeleton, loaded},
    pages::office::OfficeTabs,
    speech::lang,
};
use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use model::{ClassId, PersonId, views};
use words::{Lang, people};

/// `/school/people/:id/transfer`
#[component]
pub fn TransferPage() -> impl IntoView {
    let lang = lang();
    let person = person_of_address();
    let query = use_query_map();
    let class = move || -> Option<ClassId> {
        let class = query.with(|query| query.get("class"));
        class.and_then(|text| text.parse().ok())
    };
    let page = Resource::new(person, |person| api::transfer_page(person, None));
    // Apart from the list of classes, which keeps the focus while one goes through it.
    let chosen = Resource::new(
        move || (person(), class()),
        |(person, class)| async move {
            let Some(class) = class else { return Ok(None) };
            let page = api::transfer_page(person, Some(class)).await?;
            Ok(page.chosen.map(|chosen| (page.id, chosen)))
        },
    );
    let rest = move || {
        loaded(
            chosen,
            || ().into_any(),
            move |chosen| chosen.map(|(person, chosen)| choices(lang, person, chosen)),
        )
    };
    view! {
        <PageHead title=people::transfer_title(lang)/>
        <OfficeTabs/>
        <BackToPerson/>
        <section class="card card-mid">
            {loaded(page, waiting, move |page| class_form(lang, &page, untrack(class)))}
            {rest()}
        </section>
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! { <Skeleton kind="lines" rows=4/> }.into_any()
}

fn class_form(lang: Lang, page: &views::TransferPage, chosen: Option<ClassId>) -> AnyView {
    let name = page.name.full();
    let who = match &page.from {
        Some(class) => people::transfer_from(lang, class, &name),
        None => people::transfer_from_none(lang, &name),
    };
    let navigate = use_navigate();
    let address = format!("/school/people/{}/transfer", page.id);
    let here = address.clone();
    let choose = move |event: ev::Event| {
        let class = event_target_value(&event);
        if class.parse::<ClassId>().is_ok() {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&format!("{here}?class={class}"), options);
        }
    };
    let options: Vec<AnyView> = page
        .classes
        .iter()
        .map(|class| {
            let selected = chosen == Some(class.id);
            view! {
                <option value=class.id.to_string() selected=selected>{class.name.clone()}</option>
            }
            .into_any()
        })
        .collect();
    view! {
        <p>{who}</p>
        <form class="form-row" method="get" action=address>
            <div class="field">
                <label class="field-label" for="transfer-class">{people::transfer_class(lang)}</label>
                <select class="field-input" id="transfer-class" name="class" required on:change=choose>
                    <option value="">{people::choose_class(lang)}</option>
                    {options}
                </select>
            </div>
            <button class="button button-secondary" type="submit">{people::choose(lang)}</button>
        </form>
    }
    .into_any()
}

fn choices(
    lang: Lang,
    person: PersonId,
    (class, splits): (views::ClassName, Vec<views::Split>),
) -> AnyView {
    let groups: Vec<AnyView> = splits
        .into_iter()
        .enumerate()
        .map(|(at, split)| {
            let id = format!("group-{at}");
            let options: Vec<AnyView> = split
                .groups
                .into_iter()
                .map(|group| {
                    view! { <option value=group.id.to_string()>{group.name}</option> }.into_any()
                })
                .collect();
            view! {
                <div class="field">
                    <label class="field-label" for=id.clone()>{split.subject}</label>
                    <select class="field-input" id=id name="group">{options}</select>
                </div>
            }
            .into_any()
        })
        .collect();
    let groups = (!groups.is_empty()).then(|| {
        view! {
            <h2>{people::transfer_groups(lang)}</h2>
            <div class="fields fields-wide">{groups}</div>
            <p class="muted small">{people::transfer_groups_hint(lang)}</p>
        }
    });
    view! {
        <form class="form" method="post" action=format!("/school/people/{person}/transfer")>
            <input type="hidden" name="class" value=class.id.to_string()/>
            {groups}
            <p>{people::transfer_what(lang)}</p>
            {reason(lang, "transfer-reason", people::reason_hint(lang))}
            <button class="button button-primary" type="submit">{people::transfer_confirm(lang)}</button>
        </form>
    }
    .into_any()
}
