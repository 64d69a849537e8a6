//! The list of own chats; the socket keeps it up to date.

use crate::{
    components::{ChatMark, Icon},
    live::Live,
    pages::when,
    shell::{missed_words, role_name},
    speech::lang,
};
use leptos::prelude::*;
use model::{
    PersonId,
    views::{ChatSummary, Day, Me, Moment},
};
use words::{Lang, chats};

/// Own chats, newest message first.
#[component]
pub fn OwnChats(
    /// Who looks.
    me: Me,
    /// Chats as the page was made with; the socket's replace them.
    chats: Vec<ChatSummary>,
    /// Today at the school.
    today: Day,
) -> impl IntoView {
    let live = use_context::<Live>().map(|live| live.chats);
    let own = Own {
        lang: lang(),
        person: me.person,
        today,
        with_role: me.roles.len() > 1,
    };
    move || {
        let mut chats = live
            .and_then(|live| live.get())
            .unwrap_or_else(|| chats.clone());
        chats.retain(|chat| !chat.is_blank());
        chats.sort_by_key(|chat| std::cmp::Reverse(happened(chat).map(|at| at.at)));
        if chats.is_empty() {
            own.nothing()
        } else {
            own.list(&chats)
        }
    }
}

/// When something happened there last.
fn happened(chat: &ChatSummary) -> Option<&Moment> {
    let missed = chat.missed.as_ref().map(|missed| &missed.at);
    missed.or(chat.last.as_ref().map(|last| &last.at))
}

/// What every row needs to know.
#[derive(Clone, Copy)]
struct Own {
    lang: Lang,
    person: PersonId,
    today: Day,
    /// People with two roles see in which one they are a member.
    with_role: bool,
}

impl Own {
    fn list(self, all: &[ChatSummary]) -> AnyView {
        let rows: Vec<AnyView> = all.iter().map(|chat| self.row(chat)).collect();
        view! {
            <section class="stack-tight">
                <p class="muted">{self.counts(all)}</p>
                <ul class="card card-list">{rows}</ul>
            </section>
        }
        .into_any()
    }

    /// «3 чата, 5 непрочитанных сообщений»
    fn counts(self, all: &[ChatSummary]) -> String {
        let count = chats::count(self.lang, u32::try_from(all.len()).unwrap_or(u32::MAX));
        match all.iter().map(ChatSummary::unread).sum() {
            0 => count,
            unread => format!("{count}, {}", chats::unread_messages(self.lang, unread)),
        }
    }

    fn row(self, chat: &ChatSummary) -> AnyView {
        let lang = self.lang;
        let role = self.with_role.then(|| {
            let words = chats::as_role(lang, role_name(lang, chat.role));
            view! { <span class="chat-item-role">{words}</span> }
        });
        let time = happened(chat).map(|at| {
            view! {
                <time class="chat-item-time" datetime=when::machine(at)>
                    {when::short(lang, at, self.today)}
                </time>
            }
        });
        let unread = Some(chat.unread())
            .filter(|unread| *unread > 0)
            .map(|unread| {
                view! {
                    <span class="badge chat-item-unread">
                        <span aria-hidden="true">{unread}</span>
                        <span class="visually-hidden">{chats::unread(lang, unread)}</span>
                    </span>
                }
            });
        view! {
            <li>
                <a class="chat-item" href=format!("/messenger/{}", chat.id) rel="external">
                    <ChatMark kind=chat.kind text=chat.tile.clone() hue=chat.hue/>
                    <span class="chat-item-name">{chat.name.clone()}{role}</span>
                    {time}
                    <span class="chat-item-preview" class:is-missed=chat.missed.is_some()>
                        {self.preview(chat)}
                    </span>
                    {unread}
                </a>
            </li>
        }
        .into_any()
    }

    fn preview(self, chat: &ChatSummary) -> String {
        if let Some(missed) = &chat.missed {
            return missed_words(self.lang, missed, Some(self.person)).to_owned();
        }
        match &chat.last {
            None => chats::no_messages(self.lang).to_owned(),
            Some(last) if last.author == self.person => chats::own(self.lang, &last.text),
            Some(last) if chat.with.is_some() => last.text.clone(),
            Some(last) => chats::said(self.lang, &last.author_name, &last.text),
        }
    }

    fn nothing(self) -> AnyView {
        view! {
            <section class="card">
                <div class="empty">
                    <Icon name="chat"/>
                    <h2>{chats::none_title(self.lang)}</h2>
                    <p>{chats::none(self.lang)}</p>
                </div>
            </section>
        }
        .into_any()
    }
}
