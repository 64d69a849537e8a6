//! The linked profile, «Отменить привязку», and the links before.

use super::{
    facts::{fact, full_date},
    fields::{fold, reason},
};
use crate::components::{Notice, Tile};
use leptos::prelude::*;
use model::views::{Linked, PastLinkView, SchoolPerson};
use words::{Lang, people};

pub(super) fn card(lang: Lang, page: &SchoolPerson) -> AnyView {
    let state = match &page.link {
        Some(link) => linked(lang, page, link),
        None => view! { <p class="muted">{people::link_none(lang)}</p> }.into_any(),
    };
    let past = (!page.past_links.is_empty()).then(|| {
        let links: Vec<AnyView> = page.past_links.iter().map(|one| past(lang, one)).collect();
        view! {
            <h3>{people::past_links(lang)}</h3>
            <ul class="entity-list">{links}</ul>
        }
    });
    view! {
        <section class="card" aria-labelledby="person-link">
            <h2 id="person-link">{people::link_title(lang)}</h2>
            {state}
            {past}
        </section>
    }
    .into_any()
}

fn linked(lang: Lang, page: &SchoolPerson, link: &Linked) -> AnyView {
    let closes = if page.chats.is_empty() {
        view! { <p>{people::unlink_closes_none(lang)}</p> }.into_any()
    } else {
        let chats: Vec<AnyView> = page
            .chats
            .iter()
            .map(|chat| {
                view! {
                    <li class="entity">
                        <Tile text=chat.tile.clone() hue=chat.hue size="size-s"/>
                        <span class="entity-text">
                            <span class="entity-name">{chat.name.clone()}</span>
                        </span>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            <p>{people::unlink_closes(lang)}</p>
            <ul class="entity-list">{chats}</ul>
        }
        .into_any()
    };
    let body = view! {
        {closes}
        <p class="muted">{people::unlink_messages(lang)}</p>
        {reason(lang, "unlink-reason", people::unlink_reason_hint(lang))}
    };
    let unlink = fold(
        people::unlink(lang).into_any(),
        format!("/school/people/{}/unlink", page.id),
        body.into_any(),
        people::unlink(lang),
    );
    let (name, phone) = (link.name.friendly(), link.phone.clone());
    view! {
        <Notice kind="success" icon="link">
            <strong>{people::linked_as(lang)}</strong>
            {name}", "
            <span class="nowrap">{phone}</span>
        </Notice>
        <dl class="person-summary">
            {fact(people::since(lang), full_date(lang, link.since.day))}
            {fact(people::vk_id(lang), link.vk_id.clone())}
        </dl>
        {unlink}
    }
    .into_any()
}

fn past(lang: Lang, link: &PastLinkView) -> AnyView {
    let days = people::past_link(lang, &link.since.day.dotted(), &link.until.day.dotted());
    let why = match (link.reason.as_str(), &link.by) {
        (_, Some((by, text))) => people::end_administrator(lang, by, text),
        ("person", _) => people::end_person(lang).to_owned(),
        ("relinked", _) => people::end_relinked(lang).to_owned(),
        ("left the school", _) => people::end_left(lang).to_owned(),
        ("moved", _) => people::end_moved(lang).to_owned(),
        _ => people::end_other(lang).to_owned(),
    };
    view! {
        <li class="entity-text">
            <span class="entity-name">
                {link.name.friendly()}", "<span class="nowrap">{link.phone.clone()}</span>
            </span>
            <span class="entity-note tabular">{days}</span>
            <span class="entity-note">{why}</span>
        </li>
    }
    .into_any()
}
