//! Chats, each with the reason of membership. Messages are nobody's but the members'.

use crate::{components::Tile, pages::messenger::reason_name};
use leptos::prelude::*;
use model::views::SchoolPerson;
use words::{Lang, people};

pub(super) fn card(lang: Lang, page: &SchoolPerson) -> AnyView {
    let rows: Vec<AnyView> = page
        .chats
        .iter()
        .map(|chat| {
            let reasons: Vec<String> = chat
                .reasons
                .iter()
                .map(|reason| reason_name(lang, reason))
                .collect();
            view! {
                <li class="entity">
                    <Tile text=chat.tile.clone() hue=chat.hue size="size-s"/>
                    <span class="entity-text">
                        <span class="entity-name">{chat.name.clone()}</span>
                        <span class="entity-note">{reasons.join("; ")}</span>
                    </span>
                </li>
            }
            .into_any()
        })
        .collect();
    let body = match (rows.is_empty(), page.link.is_some()) {
        (false, _) => view! { <ul class="entity-list">{rows}</ul> }.into_any(),
        (true, true) => view! { <p class="muted">{people::no_chats(lang)}</p> }.into_any(),
        (true, false) => view! { <p class="muted">{people::no_chats_link(lang)}</p> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="person-chats">
            <h2 id="person-chats">{people::chats(lang)}</h2>
            {body}
        </section>
    }
    .into_any()
}
