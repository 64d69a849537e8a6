//! Calls of lessons and of chats (CA-01..19, CA-28..33): devices first, then the call itself, then
//! that it is over.

mod access;
mod chat;
mod choice;
mod controls;
mod devices;
mod door;
mod end;
mod floating;
mod fresh;
mod inside;
mod keys;
mod leaving;
mod members;
mod notices;
mod permission;
mod room;
mod settings;
mod stage;
mod tile;
mod view;

use super::shared::lessons_too;
use crate::{
    api,
    calling::Phase,
    components::{Icon, PageTitle, Skeleton, loaded},
    live::Live,
    shell::use_me,
    speech::{lang, say},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{CallOf, CallStage, ChatId, Problem, RemoteLessonId};
use room::{Open, Room};
use words::{Lang, call};

/// `/call/lesson/:lesson` and `/call/chat/:chat`
#[component]
pub fn CallPage() -> impl IntoView {
    let me = use_me();
    let of = use_params_map().with_untracked(|params| {
        // A number that is none is no call, and the server says so like of any other.
        let number = |name| params.get(name).map(|text| text.parse().unwrap_or(0));
        let chat = number("chat").map(|id| CallOf::Chat(ChatId(id)));
        chat.unwrap_or(CallOf::Lesson(RemoteLessonId(
            number("lesson").unwrap_or(0),
        )))
    });
    let tick = lessons_too(me);
    // A chat's page is drawn anew when somebody calls there.
    let live = use_context::<Live>();
    let goes_on = Memo::new(move |_| {
        let CallOf::Chat(chat) = of else { return false };
        live.is_some_and(|live| {
            live.chats.with(|chats| {
                let mut chats = chats.iter().flatten();
                chats.any(|one| one.id == chat && one.call.is_some())
            })
        })
    });
    let open = Open::new();
    let calling = open.calling;
    open.remember();
    fresh::people(open, of, tick);
    // In the call nothing is drawn anew: what one has opened stays open, and what goes on does not
    // hang on an answer.
    let asked = Memo::new(move |before: Option<&((u32, u32), bool)>| {
        let now = (tick(), goes_on.get());
        let phase = calling.state.with(|state| state.phase);
        let entering = open.entering.get();
        match (before, phase) {
            (Some(before), Phase::Connecting | Phase::In | Phase::Back) => *before,
            (Some(before), _) if entering => *before,
            _ => now,
        }
    });
    let found = Resource::new(move || asked.get(), move |_| api::call_page(of));
    let beneath = RwSignal::new(false);
    door::stand(open, beneath);
    Effect::new(move |before: Option<()>| {
        if before.is_none() {
            #[cfg(feature = "hydrate")]
            beneath.set(floating::is_beneath());
            if !beneath.get_untracked() {
                calling.start();
            }
        }
    });
    let connect = move || {
        Suspend::new(async move {
            if let Ok(me) = me.await {
                crate::shell::connect(&me);
            }
        })
    };
    view! {
        <Transition>{connect}</Transition>
        {loaded(found, waiting, move |page| {
            let room = Room::new(page, open);
            follow(room);
            door::back_when_let_in(room);
            view! { <Shown room/> }
        })}
    }
    .into_any()
}

/// In, once the host has begun what one waits for.
fn follow(room: Room) {
    Effect::new(move || {
        let stage = room.page.with_value(|page| page.stage);
        let idle = room.calling.state.with_untracked(|state| state.phase) == Phase::Idle;
        if stage == CallStage::Going && idle && room.wanted.get_untracked() {
            room.enter();
        }
        if let Some(over) = room.page.with_value(|page| page.over.clone()) {
            room.wanted.set(false);
            room.asks.set(false);
            room.refused.set(Some(over));
        } else if room.refused.get_untracked() == Some(Problem::NoCall) {
            room.refused.set(None);
        }
    });
}

#[component]
fn Shown(room: Room) -> impl IntoView {
    let title = room.page.with_value(|page| page.title.clone());
    let screen = Memo::new(move |_| Screen::of(room.calling.state.with(|state| state.phase)));
    let body = move || match screen.get() {
        Screen::Devices => devices::page(room),
        Screen::Connecting => connecting(room),
        Screen::Inside => inside::inside(room),
        Screen::End => end::page(room),
    };
    let small = move || room.small.get() && screen.get() == Screen::Inside;
    view! {
        <PageTitle title=title/>
        <div class="call" class:is-small=small>{body}</div>
    }
    .into_any()
}

/// What the page is just now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Screen {
    Devices,
    Connecting,
    /// Whether everything arrives or is being restored.
    Inside,
    End,
}

impl Screen {
    fn of(phase: Phase) -> Self {
        match phase {
            Phase::Idle => Screen::Devices,
            Phase::Connecting => Screen::Connecting,
            Phase::In | Phase::Back => Screen::Inside,
            Phase::Out => Screen::End,
        }
    }
}

fn connecting(room: Room) -> AnyView {
    let lang = lang();
    view! {
        <main class="call-door" id="main">
            <section class="card card-narrow" aria-busy="true">
                <h1>{room.page.with_value(|page| page.title.clone())}</h1>
                <p role="status">{call::joining(lang)}</p>
            </section>
        </main>
    }
    .into_any()
}

/// A refusal in words.
fn refusal(lang: Lang, refused: RwSignal<Option<Problem>>) -> impl IntoView {
    move || {
        refused.get().map(|problem| {
            // Decision 9: the way out stands beside the refusal.
            let finish = match &problem {
                Problem::LessonInTheWay { lesson, .. } => Some(lesson.to_string()),
                _ => None,
            };
            let finish = finish.map(|lesson| {
                view! {
                    <form method="post" action="/schedule/lesson/finish">
                        <input type="hidden" name="lesson" value=lesson/>
                        <button class="button button-secondary" type="submit">
                            {call::finish(lang)}
                        </button>
                    </form>
                }
            });
            view! {
                <div class="form-error" role="alert">
                    <Icon name="warning"/>
                    <div class="stack-tight">
                        <p>{say(lang, &problem)}</p>
                        {finish}
                    </div>
                </div>
            }
        })
    }
}

fn waiting() -> AnyView {
    view! { <Skeleton kind="lines" rows=4/> }.into_any()
}
