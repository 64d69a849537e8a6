use crate::{
    components::{Icon, Steps, Tile, heading_with_focus},
    pages::shared::SafetyNotice,
    speech::lang,
};
use leptos::prelude::*;
use model::{
    ChatKind,
    views::{LinkDone, Me, OpenedChat},
};
use words::{Lang, link};

/// The happy end, with the chats that have opened (ID-46).
#[component]
pub(super) fn Done(me: Me, done: LinkDone) -> impl IntoView {
    let lang = lang();
    let heading = heading_with_focus();
    let chats = if done.chats.is_empty() {
        view! { <p>{link::done_no_chats(lang)}</p> }.into_any()
    } else {
        let rows: Vec<AnyView> = done.chats.iter().map(|chat| row(lang, chat)).collect();
        view! {
            <h2>{link::done_chats(lang)}</h2>
            <ul class="entity-list">{rows}</ul>
        }
        .into_any()
    };
    let add = done.may_add.then(|| {
        view! {
            <a class="button button-outline button-block" href="/chat-management">
                {link::add_subject_chat(lang)}
            </a>
        }
    });
    view! {
        <Steps current=5/>
        <section class="card card-narrow">
            <span class="done-mark" aria-hidden="true"><Icon name="check"/></span>
            <h1 tabindex="-1" node_ref=heading>{link::done_title(lang)}</h1>
            <p class="muted">
                {link::done_text_before(lang, &me.names.profile)}
                " "
                <span class="nowrap">{done.phone}</span>
                ". "
                {link::done_text_after(lang)}
            </p>
            {chats}
            <div class="form-actions">
                <a class="button button-primary button-block" href="/messenger" rel="external">
                    {me.names.messenger}
                </a>
                {add}
            </div>
            <SafetyNotice/>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, chat: &OpenedChat) -> AnyView {
    view! {
        <li class="entity">
            <Tile text=chat.tile.clone() hue=chat.hue/>
            <span class="entity-text">
                <span class="entity-name">{chat.name.clone()}</span>
                <span class="entity-note">{members(lang, chat)}</span>
            </span>
        </li>
    }
    .into_any()
}

/// «28 учеников, подключились 26»
fn members(lang: Lang, chat: &OpenedChat) -> String {
    let people = match chat.kind {
        ChatKind::Class | ChatKind::Subject => link::pupils(lang, chat.expected),
        ChatKind::Parents => link::guardians(lang, chat.expected),
        ChatKind::Staff | ChatKind::Dialogue => link::teachers(lang, chat.expected),
    };
    let connected = if chat.linked == 0 {
        link::nobody_connected(lang).to_owned()
    } else {
        link::connected(lang, chat.linked)
    };
    link::members_connected(lang, &connected, &people)
}
