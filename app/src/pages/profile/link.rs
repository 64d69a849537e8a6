//! The own learning profile: to link, or linked and to unlink.

use crate::{
    components::Notice,
    pages::shared::{LinkForm, SafetyNotice},
    speech::lang,
};
use leptos::prelude::*;
use model::views::{LinkState, Linked, Me};
use words::{Lang, dates, profile};

/// Words on the two buttons.
#[derive(Debug, Clone)]
pub struct Wording {
    /// «Привязать …»
    pub link: String,
    /// «Отменить …»
    pub unlink: String,
}

/// The card. Always about the reader's own profile, on a child's page too (ID-10, ID-11).
#[component]
pub fn LinkCard(
    /// Who looks.
    me: Me,
    /// Whether the page is a child's.
    child: bool,
    /// Words on the buttons.
    wording: Wording,
    /// Opens the sheet.
    unlinking: RwSignal<bool>,
) -> impl IntoView {
    let lang = lang();
    let title = if child {
        profile::own_link_title(lang)
    } else {
        profile::link_title(lang)
    };
    let note = child.then(|| view! { <p>{profile::child_link_note(lang)}</p> });
    let state = match me.link {
        LinkState::NotOffered => {
            view! { <p class="muted">{profile::link_not_offered(lang)}</p> }.into_any()
        }
        LinkState::NotLinked => view! {
            <p class="muted">{profile::link_why(lang)}</p>
            <LinkForm label=wording.link/>
            <SafetyNotice/>
        }
        .into_any(),
        LinkState::Linked(linked) => {
            view! {
                {linked_facts(lang, linked)}
                <button
                    class="button button-danger button-outline"
                    type="button"
                    aria-haspopup="dialog"
                    on:click=move |_| unlinking.set(true)
                >
                    {wording.unlink}
                </button>
                <SafetyNotice/>
            }
        }
        .into_any(),
    };
    view! {
        <section class="card">
            <h2>{title}</h2>
            {note}
            {state}
        </section>
    }
    .into_any()
}

fn linked_facts(lang: Lang, linked: Linked) -> AnyView {
    let (name, phone) = (linked.name.friendly(), linked.phone);
    let day = linked.since.day;
    let since = dates::day_and_month(lang, day.day, day.month);
    view! {
        <Notice kind="success" icon="link">
            <strong>{profile::linked(lang)}</strong>
            {name}", "
            <span class="nowrap">{phone}</span>
        </Notice>
        <dl class="person-summary">
            <dt>{profile::since(lang)}</dt>
            <dd>
                <time datetime=day.iso()>
                    {profile::full_date(lang, &since, &day.year.to_string())}
                </time>
            </dd>
            <dt>{profile::vk_id(lang)}</dt>
            <dd class="tabular">{linked.vk_id}</dd>
        </dl>
    }
    .into_any()
}
