use super::write::{WriteButton, WriteSheet};
use crate::{
    components::{Avatar, ChatMark, Icon},
    live::{Live, kept},
    pages::when,
    shell::{missed_words, role_name},
    speech::lang,
};
use ::words::{chats as words, messenger, ring};
use leptos::prelude::*;
use model::{
    ChatId, Role,
    name::plain,
    views::{ChatSummary, Day, Me, hue},
};

/// The list of chats, with search.
#[component]
pub(super) fn ChatList(
    me: Me,
    /// As the page was loaded.
    chats: Vec<ChatSummary>,
    /// Today at the school.
    today: Day,
    /// The open chat.
    open: Memo<Option<ChatId>>,
) -> impl IntoView {
    let lang = lang();
    let live = expect_context::<Live>();
    let sought = RwSignal::new(String::new());
    let writing = RwSignal::new(false);
    let all = Memo::new(move |_| live.chats.get().unwrap_or_else(|| chats.clone()));
    let today = Memo::new(move |_| live.today.get().unwrap_or(today));
    let several_roles = me.roles.iter().filter(|role| role.has_chats()).count() > 1;
    let own = me.person;
    let shown = move || {
        let words: Vec<String> = plain(&sought.get())
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let fits = |chat: &ChatSummary| words.iter().all(|w| plain(&chat.name).contains(w));
        all.get()
            .into_iter()
            .filter(|chat| fits(chat) && (!chat.is_blank() || open.get() == Some(chat.id)))
            .collect::<Vec<_>>()
    };
    let journal = if me.is_staff() {
        messenger::to_journal(lang)
    } else {
        messenger::to_diary(lang)
    };
    let profile = messenger::profile(lang, &me.name.full());
    view! {
        <section class="chat-list-pane" aria-labelledby="chats-title">
            <header class="chat-list-head">
                <a class="icon-button" href="/schedule" rel="external" aria-label=journal title=journal><Icon name="back"/></a>
                // The page has one heading of the first rank: the open chat's, else this one.
                {move || match open.get() {
                    Some(_) => view! { <h2 id="chats-title">{messenger::title(lang)}</h2> }.into_any(),
                    None => view! { <h1 id="chats-title" tabindex="-1">{messenger::title(lang)}</h1> }.into_any(),
                }}
                <WriteButton open=writing/>
                <a class="icon-button" href="/profile" rel="external">
                    <Avatar initials=me.name.initials() hue=hue(&me.name.full()) size="size-s"/>
                    <span class="visually-hidden">{profile}</span>
                </a>
            </header>
            <div class="search-field" role="search">
                <Icon name="search"/>
                <input
                    type="search"
                    placeholder=messenger::search(lang)
                    aria-label=messenger::search_label(lang)
                    on:input=move |event| sought.set(event_target_value(&event))
                />
            </div>
            <ul class="chat-list">
                <For each=shown key=look let:chat>
                    <ListedChat chat=chat own=own several_roles=several_roles today=today open=open/>
                </For>
            </ul>
            {move || {
                let none = all.with(Vec::is_empty);
                let unfound = !none && shown().is_empty();
                (none || unfound).then(|| {
                    let text = if none { messenger::none(lang) } else { messenger::unfound(lang) };
                    let link = none.then(|| view! { <a class="button button-secondary" href="/chats" rel="external">{messenger::to_chats(lang)}</a> });
                    view! { <div class="empty"><p>{text}</p>{link}</div> }
                })
            }}
            <WriteSheet open=writing/>
        </section>
    }
    .into_any()
}

#[component]
fn ListedChat(
    chat: ChatSummary,
    own: model::PersonId,
    several_roles: bool,
    today: Memo<Day>,
    open: Memo<Option<ChatId>>,
) -> impl IntoView {
    let lang = lang();
    let live = expect_context::<Live>();
    let id = chat.id;
    let unread = chat.unread();
    let missed = chat
        .missed
        .as_ref()
        .map(|missed| missed_words(lang, missed, Some(own)).to_owned());
    let is_missed = missed.is_some();
    let preview = match &chat.last {
        _ if is_missed => missed.unwrap_or_default(),
        None => words::no_messages(lang).to_owned(),
        Some(last) if last.author == own => words::own(lang, &last.text),
        Some(last) if chat.with.is_some() => last.text.clone(),
        Some(last) => words::said(lang, &last.author_name, &last.text),
    };
    let draft = RwSignal::new(None::<String>);
    // Drafts are in the browser: the server's page knows none.
    Effect::new(move || {
        open.track();
        let person = live.person().unwrap_or(own);
        draft.set(kept(&super::composer::draft_place(person, id)));
    });
    let is_open = move || open.get() == Some(id);
    let shows_draft = move || !is_open() && draft.with(Option::is_some);
    let text = move || match draft.get() {
        Some(draft) if !is_open() => draft,
        _ => preview.clone(),
    };
    let at = chat.missed.map(|missed| missed.at);
    let time = at.or(chat.last.map(|last| last.at)).map(|at| {
        let machine = when::machine(&at);
        view! { <time class="chat-item-time" datetime=machine>{move || when::short(lang, &at, today.get())}</time> }
    });
    let role = several_roles.then(|| {
        let role = if chat.role == Role::Guardian {
            Role::Guardian
        } else {
            chat.role
        };
        view! { <span class="chat-item-role">{words::as_role(lang, role_name(lang, role))}</span> }
    });
    let badge = (unread > 0).then(|| {
        view! {
            <span class="badge chat-item-unread" role="img" aria-label=words::unread(lang, unread)>{unread}</span>
        }
    });
    let call = chat.call.is_some().then(|| {
        view! {
            <span class="chat-item-call" title=ring::running(lang)>
                <Icon name="phone" small=true/>
                <span class="visually-hidden">{ring::running(lang)}</span>
            </span>
        }
    });
    view! {
        <li>
            <a
                class="chat-item"
                href=format!("/messenger/{id}")
                aria-current=move || is_open().then_some("page")
            >
                <ChatMark kind=chat.kind text=chat.tile hue=chat.hue/>
                <span class="chat-item-name">{chat.name}{role}{call}</span>
                {time}
                <span
                    class="chat-item-preview"
                    class:is-draft=shows_draft
                    class:is-missed=is_missed
                    data-label=messenger::draft(lang)
                >
                    {text}
                </span>
                {badge}
            </a>
        </li>
    }
    .into_any()
}

/// Everything that an entry shows: it is drawn anew when any of it changes.
fn look(chat: &ChatSummary) -> (ChatId, i64, i64, String, bool, Option<i64>) {
    let name = chat.name.clone();
    (
        chat.id,
        chat.last_seq,
        chat.read_seq,
        name,
        chat.call.is_some(),
        chat.missed.as_ref().map(|missed| missed.at.at),
    )
}
