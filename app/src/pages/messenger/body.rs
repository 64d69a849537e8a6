//! The column of messages: follows the newest while one is at the end, stays put while one reads
//! further up, and reads earlier pages when one gets there.

use super::{
    item::RowView,
    rows::{Row, rows},
};
use crate::{
    api,
    components::Icon,
    live::{Conversation, Live, Outgoing},
    speech::lang,
};
use leptos::{html, prelude::*, task::spawn_local};
use model::{
    ChatId, PersonId,
    views::{Day, History},
};
use words::messenger;

/// Pixels from the end within which one counts as being there.
const NEAR: i32 = 80;
/// Pixels from the beginning at which the page before is read.
const EARLY: i32 = 300;

/// The messages of a chat.
#[component]
pub(super) fn Messages(
    me: PersonId,
    id: ChatId,
    /// The newest page, as loaded.
    page: History,
    /// Up to where one had read.
    read: i64,
    today: Day,
    /// Whether only two read them.
    #[prop(optional)]
    dialogue: bool,
) -> impl IntoView {
    let lang = lang();
    let live = expect_context::<Live>();
    let conversation = live.conversation(id);
    conversation.open(&page);
    // What arrived while the page was on its way was nobody's yet.
    #[cfg(feature = "hydrate")]
    Effect::new(move || live.fill_gaps());
    let waiting = Memo::new(move |_| {
        live.outgoing.with(|all| {
            all.iter()
                .filter(|one| one.chat == id)
                .cloned()
                .collect::<Vec<Outgoing>>()
        })
    });
    let shown = Memo::new(move |_| {
        conversation
            .messages
            .with(|messages| waiting.with(|waiting| rows(messages, waiting, me, read)))
    });
    let today = Memo::new(move |_| live.today.get().unwrap_or(today));
    let column = NodeRef::<html::Div>::new();
    let away = RwSignal::new(false);
    let loading = RwSignal::new(false);

    // What is seen at the end is read.
    let seen = move || {
        if !away.get_untracked() && is_visible() {
            live.read(id, conversation.last());
        }
    };
    Effect::new(move |_| {
        shown.track();
        live.connection.track();
        let Some(column) = column.get() else { return };
        if !away.get_untracked() {
            request_animation_frame(move || column.set_scroll_top(column.scroll_height()));
        }
        seen();
    });
    let returned = window_event_listener_on_client(seen);
    on_cleanup(move || drop(returned));

    let earlier = move || read_earlier(conversation, column, loading);
    let scrolled = move |_| {
        let Some(column) = column.get_untracked() else {
            return;
        };
        let left = column.scroll_height() - column.client_height() - column.scroll_top();
        away.set(left > NEAR);
        if left <= NEAR {
            seen();
        }
        if column.scroll_top() < EARLY {
            earlier();
        }
    };
    let to_end = move |_| {
        if let Some(column) = column.get_untracked() {
            column.set_scroll_top(column.scroll_height());
        }
    };
    let below = move || {
        live.chats.with(|chats| {
            let chat = chats.as_ref()?.iter().find(|chat| chat.id == id)?;
            Some(chat.unread()).filter(|unread| *unread > 0)
        })
    };
    let writing = move || {
        live.writers.with(|writers| {
            let names: Vec<&str> = writers
                .iter()
                .filter(|writer| writer.chat == id)
                .map(|writer| writer.name.as_str())
                .collect();
            match names.as_slice() {
                [] => String::new(),
                [one] => messenger::writes(lang, one),
                [one, two] => messenger::write_two(lang, one, two),
                many => messenger::write_many(lang, u32::try_from(many.len()).unwrap_or(0)),
            }
        })
    };
    view! {
        <div class="chat-body">
            <div
                class="messages"
                role="log"
                aria-label=messenger::messages(lang)
                tabindex="0"
                node_ref=column
                on:scroll=scrolled
            >
                {move || conversation.earlier.get().then(|| view! {
                    <div class="messages-more">
                        <button
                            class="button button-quiet"
                            type="button"
                            aria-busy=move || loading.get().to_string()
                            on:click=move |_| earlier()
                        >
                            {messenger::earlier(lang)}
                        </button>
                    </div>
                })}
                {move || shown.with(Vec::is_empty).then(|| view! {
                    <div class="empty">
                        <Icon name="chat"/>
                        <h2>{messenger::first_title(lang)}</h2>
                        <p>
                            {if dialogue { messenger::first_of_two(lang) } else { messenger::first(lang) }}
                        </p>
                    </div>
                })}
                <For each=move || shown.get() key=Row::key let:row>
                    <RowView row=row today=today/>
                </For>
            </div>
            <button
                class="to-latest"
                hidden=move || !away.get()
                type="button"
                aria-label=messenger::to_latest(lang)
                on:click=to_end
            >
                <Icon name="chevron-down"/>
                {move || below().map(|below| view! { <span class="badge">{below}</span> })}
            </button>
            <p class="typing" role="status">{writing}</p>
        </div>
    }
    .into_any()
}

/// Reads the page before and keeps what one looks at where it is.
fn read_earlier(conversation: Conversation, column: NodeRef<html::Div>, loading: RwSignal<bool>) {
    let first = conversation.first();
    if loading.get_untracked() || !conversation.earlier.get_untracked() {
        return;
    }
    let Some(first) = first else { return };
    loading.set(true);
    spawn_local(async move {
        let page = api::history(conversation.chat, Some(first)).await;
        if let (Ok(page), Some(column)) = (page, column.get_untracked()) {
            let below = column.scroll_height() - column.scroll_top();
            conversation.prepend(page);
            request_animation_frame(move || column.set_scroll_top(column.scroll_height() - below));
        }
        loading.set(false);
    });
}

/// Whether somebody can see the page.
fn is_visible() -> bool {
    #[cfg(feature = "hydrate")]
    return document().visibility_state() == web_sys::VisibilityState::Visible;
    #[cfg(not(feature = "hydrate"))]
    false
}

/// Runs whenever the page comes into sight again; only in the browser.
fn window_event_listener_on_client(run: impl Fn() + 'static) -> Option<WindowListenerHandle> {
    #[cfg(feature = "hydrate")]
    return Some(window_event_listener(leptos::ev::focus, move |_| run()));
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = run;
        None
    }
}
