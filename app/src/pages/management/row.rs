//! One chat of the list.

use crate::{components::Tile, speech::lang};
use leptos::prelude::*;
use model::{ChatKind, views::ManagedChat};
use words::{Lang, management};

/// What a kind of chat is called here.
fn kind_name(lang: Lang, kind: ChatKind) -> &'static str {
    match kind {
        ChatKind::Class => management::kind_class(lang),
        ChatKind::Parents => management::kind_parents(lang),
        ChatKind::Staff => management::kind_staff(lang),
        // A dialogue is nobody else's to manage, and never listed here.
        ChatKind::Subject | ChatKind::Dialogue => management::kind_subject(lang),
    }
}

/// Name, kind, who has joined, «Открыть».
pub fn row(chat: &ManagedChat) -> AnyView {
    let lang = lang();
    let joined = management::joined(lang, chat.linked, &chat.expected.to_string());
    let waiting = chat.id.is_none().then(|| {
        view! { <span>{management::waiting(lang)}</span> }
    });
    // An empty chat would divide by nothing.
    let most = chat.expected.max(1);
    view! {
        <li class="data-row">
            <div class="entity">
                <Tile text=chat.tile.clone() hue=chat.hue size="size-s"/>
                <span class="entity-name">{chat.name.clone()}</span>
            </div>
            <span class="data-kind muted">{kind_name(lang, chat.kind)}</span>
            <div class="data-progress">
                <progress
                    class="progress"
                    max=most.to_string()
                    value=chat.linked.to_string()
                    aria-hidden="true"
                ></progress>
                <span>{joined}</span>
                {waiting}
            </div>
            {action(lang, chat)}
        </li>
    }
    .into_any()
}

fn action(lang: Lang, chat: &ManagedChat) -> AnyView {
    match chat.id {
        Some(id) if chat.member => view! {
            <a class="button button-secondary data-action" href=format!("/messenger/{id}") rel="external">
                {management::open(lang)}
                <span class="visually-hidden">{management::open_ear(lang, &chat.name)}</span>
            </a>
        }
        .into_any(),
        Some(_) => view! {
            <span class="data-action muted small">{management::not_member(lang)}</span>
        }
        .into_any(),
        None => ().into_any(),
    }
}
