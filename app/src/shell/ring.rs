//! Calls that go on: a bar over every page, and a card in their chat (CA-30, SL-10).

use crate::{
    api,
    components::Icon,
    live::{Live, keep, kept},
    speech::lang,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;
use model::{
    CallOf, ChatId, PersonId, RemoteLessonId, Role,
    views::{ChatSummary, RunningCall},
};
use words::{Lang, ring};

/// Where it is kept which call of a chat one does not want to hear of.
fn place(chat: ChatId) -> String {
    format!("call-not-now:{chat}")
}

/// The bars over the page: for calls that others have begun, until one goes there or says «Не сейчас».
#[component]
pub fn Rings() -> impl IntoView {
    let live = use_context::<Live>();
    let path = use_location().pathname;
    let hushed = RwSignal::new(0_u32);
    let ringing = Memo::new(move |_| {
        hushed.track();
        // Within a call's own page the call is there already.
        if beneath_a_call() {
            return Vec::new();
        }
        let Some(live) = live else { return Vec::new() };
        let own = live.person();
        live.chats.with(|chats| {
            let chats = chats.iter().flatten();
            chats
                .filter(|chat| {
                    chat.call.as_ref().is_some_and(|call| {
                        let hush = kept(&place(chat.id));
                        let lesson = live.lesson.get();
                        let here = path.with(|path| leads_there(path, lesson, chat.id, call.of));
                        // Of two people who talk already nobody is waited for.
                        let done = chat.with.is_some() && !call.rings;
                        let wanted = Some(call.by) != own && !done;
                        !here && wanted && hush != Some(call.since.at.to_string())
                    })
                })
                .cloned()
                .collect::<Vec<ChatSummary>>()
        })
    });
    // Heard also where the chat itself shows the call.
    let sounds = Memo::new(move |_| {
        let Some(live) = live else { return false };
        let own = live.person();
        let rings = |chat: &ChatSummary| {
            let call = chat.call.as_ref();
            call.is_some_and(|call| call.rings && Some(call.by) != own)
        };
        !beneath_a_call() && live.chats.with(|chats| chats.iter().flatten().any(rings))
    });
    super::bell::ring_while(sounds);
    let bar = move |chat: ChatSummary| {
        let lang = lang();
        let call = chat.call.clone()?;
        let (id, since) = (chat.id, call.since.at);
        let said = match call.of {
            CallOf::Lesson(_) => ring::lesson(lang, &chat.name),
            CallOf::Chat(_) if chat.with.is_some() => ring::calls_you(lang, &call.by_name),
            CallOf::Chat(_) => ring::calls(lang, &chat.name, &call.by_name),
        };
        let later = (!call.rings).then(|| {
            view! {
                <button
                    class="button button-quiet"
                    type="button"
                    on:click=move |_| {
                        keep(&place(id), Some(&since.to_string()));
                        hushed.update(|times| *times += 1);
                    }
                >
                    {ring::not_now(lang)}
                </button>
            }
        });
        Some(view! {
            <div class="ring">
                <Icon name="phone"/>
                <p>{said}</p>
                {join(lang, &call, chat.role)}
                {call.rings.then(|| decline(lang, id, since))}
                {later}
            </div>
        })
    };
    view! {
        <div class="rings" aria-live="polite">
            <For each=move || ringing.get() key=look children=move |chat| bar(chat)/>
        </div>
    }
    .into_any()
}

/// Whether the page itself has the way into the call: the lesson's own, or the chat's.
fn leads_there(path: &str, shown: Option<RemoteLessonId>, chat: ChatId, of: CallOf) -> bool {
    match of {
        CallOf::Lesson(id) if path.starts_with("/schedule/lesson/") => shown == Some(id),
        _ => path == format!("/messenger/{chat}"),
    }
}

/// One bar for one call of a chat.
fn look(chat: &ChatSummary) -> (ChatId, Option<(i64, bool)>) {
    let call = chat.call.as_ref();
    (chat.id, call.map(|call| (call.since.at, call.rings)))
}

/// The card in the chat itself.
#[component]
pub fn CallCard(
    /// Who looks.
    own: PersonId,
    /// The chat.
    summary: Memo<Option<ChatSummary>>,
) -> impl IntoView {
    let lang = lang();
    let live = use_context::<Live>();
    // Beside the call itself nobody needs the way there. The server does not know where it is shown.
    let beside = RwSignal::new(false);
    Effect::new(move || beside.set(beneath_a_call()));
    let call = Memo::new(move |_| {
        if beside.get() {
            return None;
        }
        summary.with(|chat| {
            let chat = chat.as_ref()?;
            Some((chat.call.clone()?, chat.role, chat.id))
        })
    });
    let card = move || {
        call.get().map(|(call, role, id)| {
            let called = call.rings && own != call.by;
            let since = call.since.at;
            let said = match call.of {
                CallOf::Lesson(_) => ring::lesson_since(lang, &call.since.time),
                CallOf::Chat(_) if called => ring::calls_you(lang, &call.by_name),
                CallOf::Chat(_) => ring::call_since(lang, &call.by_name, &call.since.time),
            };
            view! {
                <div class="ring">
                    <Icon name="phone"/>
                    <p>{said}</p>
                    {join(lang, &call, role)}
                    {called.then(|| decline(lang, id, since))}
                </div>
            }
        })
    };
    let missed = Memo::new(move |_| {
        if beside.get() {
            return None;
        }
        summary.with(|chat| {
            let chat = chat.as_ref()?;
            // With whom nobody can be called, one is not offered to.
            chat.with.as_ref()?.role?;
            let missed = chat.missed.clone().filter(|_| chat.call.is_none())?;
            Some((chat.id, missed))
        })
    });
    let nothing = move || {
        let today = live.and_then(|live| live.today.get());
        missed
            .get()
            .map(|(id, missed)| super::missed::card(id, &missed, Some(own), today))
    };
    view! { {card} {nothing} }.into_any()
}

/// Each role's word for coming in (decision 6).
fn join(lang: Lang, call: &RunningCall, role: Role) -> impl IntoView + use<> {
    let words = match (call.of, role) {
        (CallOf::Lesson(_), Role::Teacher) => ring::join(lang),
        (CallOf::Lesson(_), _) => ring::connect(lang),
        (CallOf::Chat(_), _) if call.rings => ring::answer(lang),
        (CallOf::Chat(_), _) => ring::enter(lang),
    };
    view! {
        <a class="button button-primary" href=call.of.path() rel="external">{words}</a>
    }
}

/// Says that one does not answer; it is over then, on every device.
fn decline(lang: Lang, chat: ChatId, since: i64) -> impl IntoView {
    let asked = RwSignal::new(false);
    view! {
        <button
            class="button button-danger"
            type="button"
            disabled=asked
            on:click=move |_| {
                asked.set(true);
                spawn_local(async move {
                    // What was called off meanwhile is over too; else one may try again.
                    drop(api::end_call(chat, Some(since)).await);
                    asked.try_set(false);
                });
            }
        >
            {ring::decline(lang)}
        </button>
    }
}

/// Whether this page lies beneath a small call.
fn beneath_a_call() -> bool {
    #[cfg(feature = "hydrate")]
    {
        let here = window();
        here.parent()
            .ok()
            .flatten()
            .is_some_and(|above| above != here)
    }
    #[cfg(not(feature = "hydrate"))]
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_hidden_on_the_page_of_its_own_lesson_or_chat_alone() {
        let lesson = CallOf::Lesson(RemoteLessonId(3));
        let chat = ChatId(7);
        let hidden =
            |path, shown: Option<i64>, of| leads_there(path, shown.map(RemoteLessonId), chat, of);
        let page = "/schedule/lesson/1/2026-11-24/2";
        assert!(hidden(page, Some(3), lesson));
        assert!(!hidden(page, Some(4), lesson), "another lesson");
        assert!(!hidden(page, None, lesson), "a lesson in the room");
        assert!(!hidden("/schedule", Some(3), lesson), "looked at before");
        assert!(hidden("/messenger/7", None, lesson));
        assert!(hidden("/messenger/7", None, CallOf::Chat(chat)));
        assert!(!hidden(page, Some(3), CallOf::Chat(chat)));
    }
}
