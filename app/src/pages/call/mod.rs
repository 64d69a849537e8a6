//! The call of a lesson (CA-01..19): devices first, then the call itself, then that it is over.

mod controls;
mod devices;
mod end;
mod leaving;
mod members;
mod stage;
mod tile;

use super::shared::lessons_too;
use crate::{
    api::{self, ApiError},
    calling::{CallState, Calling, End, Phase},
    components::{Icon, PageTitle, Skeleton, loaded},
    shell::use_me,
    speech::{lang, say},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use model::{
    LessonState, PersonId, Problem, RemoteLessonId, Role,
    views::{CallPerson, LessonCall},
};
use words::{Lang, call};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Room {
    calling: Calling,
    page: StoredValue<LessonCall>,
    /// «Присоединиться» was pressed: in as soon as one may.
    wanted: RwSignal<bool>,
    refused: RwSignal<Option<Problem>>,
}

impl Room {
    /// Somebody's name as the others see it, from the roster.
    fn name(self, lang: Lang, id: &str) -> String {
        let person = self.person(id);
        person.map_or_else(|| call::unknown(lang).to_owned(), |one| spoken(&one))
    }

    fn person(self, id: &str) -> Option<CallPerson> {
        let id: PersonId = id.parse().ok()?;
        self.page
            .with_value(|page| page.people.iter().find(|one| one.id == id).cloned())
    }

    fn host(self) -> bool {
        self.page.with_value(|page| page.host)
    }

    /// Comes in: asks for the way and takes it. Who is too early waits.
    fn enter(self) {
        let lesson = self.page.with_value(|page| page.lesson);
        self.wanted.set(true);
        self.refused.set(None);
        // Before the teacher is there the others wait: the lesson's own news bring them in.
        let early = self
            .page
            .with_value(|page| !page.host && page.state == LessonState::Published);
        if early {
            return;
        }
        let calling = self.calling;
        spawn_local(async move {
            match api::enter_lesson(lesson).await {
                Ok(door) => {
                    self.wanted.set(false);
                    let here = || window().location().origin().unwrap_or_default();
                    let url = door.url.unwrap_or_else(here);
                    if !calling.join(&url, &door.token).await {
                        calling.state.update(|state| {
                            state.phase = Phase::Out;
                            state.end = End::Lost;
                        });
                    }
                }
                // It has just been called off, or this page has not heard yet.
                Err(ApiError(Problem::LessonIs {
                    state: LessonState::Published,
                })) => {}
                Err(ApiError(problem)) => {
                    self.wanted.set(false);
                    self.refused.set(Some(problem));
                }
            }
        });
    }
}

/// «Мария Петровна», «Артём Соколов»
fn spoken(person: &CallPerson) -> String {
    if person.part == Role::Teacher {
        person.name.polite()
    } else {
        person.name.friendly()
    }
}

/// `/call/lesson/:lesson`
#[component]
pub fn CallPage() -> impl IntoView {
    let me = use_me();
    let params = use_params_map();
    // A number that is none is no lesson, and the server says so like of any other.
    let lesson = params.with_untracked(|params| params.get("lesson"));
    let lesson = lesson
        .and_then(|text| text.parse().ok())
        .unwrap_or(RemoteLessonId(0));
    let tick = lessons_too(me);
    let calling = Calling::new();
    // In the call nothing is drawn anew: what one has opened stays open, and what goes on does not
    // hang on an answer.
    let asked = Memo::new(move |before: Option<&(u32, u32)>| {
        let now = tick();
        let phase = calling.state.with(|state| state.phase);
        match (before, phase) {
            (Some(before), Phase::Connecting | Phase::In | Phase::Back) => *before,
            _ => now,
        }
    });
    let found = Resource::new(move || asked.get(), move |_| api::lesson_call(lesson));
    Effect::new(move |before: Option<()>| {
        if before.is_none() {
            calling.start();
        }
    });
    let wanted = RwSignal::new(false);
    let refused = RwSignal::new(None);
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
            let room = Room {
                calling,
                page: StoredValue::new(page),
                wanted,
                refused,
            };
            follow(room);
            view! { <Shown room/> }
        })}
    }
    .into_any()
}

/// In, once the teacher has begun what one waits for.
fn follow(room: Room) {
    Effect::new(move || {
        let going = room
            .page
            .with_value(|page| page.state == LessonState::Running);
        let idle = room.calling.state.with_untracked(|state| state.phase) == Phase::Idle;
        if going && idle && room.wanted.get_untracked() {
            room.enter();
        }
        let state = room.page.with_value(|page| page.state);
        if matches!(state, LessonState::Finished | LessonState::Cancelled) {
            room.wanted.set(false);
            room.refused.set(Some(Problem::LessonIs { state }));
        }
    });
}

#[component]
fn Shown(room: Room) -> impl IntoView {
    let title = room.page.with_value(|page| page.title.clone());
    let phase = Memo::new(move |_| room.calling.state.with(|state| state.phase));
    let body = move || match phase.get() {
        Phase::Idle => devices::page(room),
        Phase::Connecting => connecting(room),
        Phase::In | Phase::Back => inside(room),
        Phase::Out => end::page(room),
    };
    view! {
        <PageTitle title=title/>
        <div class="call">{body}</div>
    }
    .into_any()
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

fn inside(room: Room) -> AnyView {
    let lang = lang();
    let state = room.calling.state;
    let panel = RwSignal::new(false);
    let leaving = RwSignal::new(false);
    let title = room.page.with_value(|page| page.title.clone());
    let all = room.page.with_value(|page| {
        let pupils = page.people.iter();
        pupils.filter(|one| one.part != Role::Guardian).count()
    });
    let here = move || {
        let here = state.with(|state| state.people.len());
        call::in_call(lang, &all.max(here).to_string(), &here.to_string())
    };
    let broken = Memo::new(move |_| state.with(|state| state.phase) == Phase::Back);
    let silent = Memo::new(move |_| state.with(|state| state.silent));
    view! {
        <header class="call-head">
            <h1>{title}</h1>
            <span class="pill pill-amber">{call::going(lang)}</span>
            <span class="pill pill-neutral">{here}</span>
        </header>
        <div role="status">
            {move || {
                broken.get().then(|| {
                    view! {
                        <p class="call-notice"><Icon name="offline"/>{call::reconnecting(lang)}</p>
                    }
                })
            }}
        </div>
        {move || {
            silent.get().then(|| {
                view! {
                    <p class="call-notice">
                        {call::sound_held(lang)}
                        <button
                            class="button button-primary"
                            type="button"
                            on:click=move |_| room.calling.listen()
                        >
                            {call::sound_on(lang)}
                        </button>
                    </p>
                }
            })
        }}
        {failures(lang, state)}
        <div class="call-body" class:has-panel=move || panel.get()>
            <main class="call-main" id="main">{stage::view(room)}</main>
            {move || panel.get().then(|| members::panel(room, panel))}
        </div>
        {controls::bar(room, panel, leaving)}
        <leaving::LeaveSheet open=leaving room/>
    }
    .into_any()
}

fn failures(lang: Lang, state: RwSignal<CallState>) -> impl IntoView {
    let said = Memo::new(move |_| state.with(|state| devices::failures(lang, &state.failed)));
    move || {
        let lines: Vec<AnyView> = said
            .get()
            .into_iter()
            .map(|line| view! { <p>{line}</p> }.into_any())
            .collect();
        (!lines.is_empty()).then(|| {
            view! {
                <div class="call-notice is-fault" role="alert">
                    <Icon name="warning"/>
                    <div>{lines}</div>
                </div>
            }
        })
    }
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
