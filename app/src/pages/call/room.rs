//! What the parts of the page share.

use super::view::View;
use crate::{
    api::{self, ApiError},
    calling::{Calling, End, Phase},
    live::{keep, kept},
};
use leptos::{prelude::*, task::spawn_local};
use model::{
    CallOf, CallStage, CallStep, ChatId, PersonId, Problem, Role,
    views::{CallAccess, CallPage, CallPerson, CallWaiting},
};
use words::{Lang, call};

/// Kept in this browser: «Отображение участников» and «Экономия трафика».
const VIEW: &str = "call-view";
const SAVING: &str = "call-saving";

/// What stands beside the pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    People,
    Chat,
}

/// What is open on the page of a call. It outlives the parts that are drawn anew.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub calling: Calling,
    /// «Присоединиться» was pressed: in as soon as one may.
    pub wanted: RwSignal<bool>,
    /// Of two: one has answered, not called.
    pub answers: RwSignal<bool>,
    /// The way in is being asked for.
    pub entering: RwSignal<bool>,
    /// Was sent away and asks to be let in again.
    pub asks: RwSignal<bool>,
    pub refused: RwSignal<Option<Problem>>,
    /// What it is of, and whether one is its host; nothing when there is nothing to come into.
    pub at: RwSignal<Option<(CallOf, bool)>>,
    /// Who is at its page and not in it, for its host.
    pub waiting: RwSignal<Vec<CallWaiting>>,
    /// Who may be in it, which may change while it goes on.
    pub people: RwSignal<Vec<CallPerson>>,
    /// Its chat, which a lesson's first call opens.
    pub chat: RwSignal<Option<ChatId>>,
    /// «Доступы участников», for its host.
    pub access: RwSignal<Option<CallAccess>>,
    pub panel: RwSignal<Option<Panel>>,
    pub view: RwSignal<View>,
    pub saving: RwSignal<bool>,
    /// The call floats over the journal.
    pub small: RwSignal<bool>,
}

impl Open {
    pub(super) fn new() -> Self {
        Self {
            calling: Calling::new(),
            wanted: RwSignal::new(false),
            answers: RwSignal::new(false),
            entering: RwSignal::new(false),
            asks: RwSignal::new(false),
            refused: RwSignal::new(None),
            at: RwSignal::new(None),
            waiting: RwSignal::new(Vec::new()),
            people: RwSignal::new(Vec::new()),
            chat: RwSignal::new(None),
            access: RwSignal::new(None),
            panel: RwSignal::new(None),
            view: RwSignal::new(View::default()),
            saving: RwSignal::new(false),
            small: RwSignal::new(false),
        }
    }

    /// Takes up what was chosen in this browser before, and keeps what is chosen now. In the browser
    /// alone: the server does not know.
    pub(super) fn remember(self) {
        Effect::new(move |before: Option<()>| {
            let (view, saving) = (self.view.get(), self.saving.get());
            if before.is_none() {
                let chosen = kept(VIEW).and_then(|code| View::from_code(&code));
                self.view.set(chosen.unwrap_or(view));
                self.saving.set(kept(SAVING).is_some());
            } else {
                keep(VIEW, Some(view.code()));
                keep(SAVING, saving.then_some("on"));
            }
            self.calling.save(self.saving.get_untracked());
        });
    }
}

/// A call, as it was told last, and what is open on its page.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub page: StoredValue<CallPage>,
    open: Open,
}

impl std::ops::Deref for Room {
    type Target = Open;

    fn deref(&self) -> &Open {
        &self.open
    }
}

impl Room {
    pub(super) fn new(page: CallPage, open: Open) -> Self {
        open.people.set(page.people.clone());
        open.chat.set(page.chat);
        open.access.set(page.access.clone());
        open.at
            .set(page.over.is_none().then_some((page.of, page.host)));
        Self {
            page: StoredValue::new(page),
            open,
        }
    }

    /// Whether the host has not begun yet, and one waits for that.
    pub(super) fn is_early(self) -> bool {
        self.page
            .with_value(|page| !page.host && !page.dialogue && page.stage == CallStage::Ahead)
    }

    /// Somebody's name as the others see it, from the roster.
    pub(super) fn name(self, lang: Lang, id: &str) -> String {
        let person = self.person(id);
        // Parents who look in on a lesson are named to its teacher alone.
        let unnamed = || match self.page.with_value(|page| page.of) {
            CallOf::Lesson(_) => call::unnamed_guardian(lang),
            CallOf::Chat(_) => call::unknown(lang),
        };
        person.map_or_else(|| unnamed().to_owned(), |one| spoken(&one))
    }

    pub(super) fn person(self, id: &str) -> Option<CallPerson> {
        let id: PersonId = id.parse().ok()?;
        self.people
            .with(|people| people.iter().find(|one| one.id == id).cloned())
    }

    /// Whether somebody was sent away and not let in since.
    pub(super) fn is_removed(self, person: PersonId) -> bool {
        self.access.with(|access| {
            access
                .as_ref()
                .is_some_and(|all| all.removed.contains(&person))
        })
    }

    pub(super) fn host(self) -> bool {
        self.page.with_value(|page| page.host)
    }

    /// Comes in: asks for the way and takes it. Who is too early waits.
    pub(super) fn enter(self) {
        let (of, answers) = self.page.with_value(|page| {
            let rings = page.stage == CallStage::Going;
            (page.of, page.dialogue && rings)
        });
        self.wanted.set(true);
        self.refused.set(None);
        // Before the teacher is there the others wait: the lesson's own news bring them in.
        if self.is_early() || self.entering.get_untracked() {
            return;
        }
        self.answers.set(answers);
        self.entering.set(true);
        let calling = self.calling;
        spawn_local(async move {
            let way = api::enter_call(of, answers).await;
            self.entering.set(false);
            match way {
                Ok(door) => {
                    self.wanted.set(false);
                    self.asks.set(false);
                    if self.chat.get_untracked().is_none()
                        && let Ok(page) = api::call_page(of).await
                    {
                        self.chat.set(page.chat);
                    }
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
                    state: model::LessonState::Published,
                })) => {}
                Err(ApiError(problem)) => {
                    self.wanted.set(false);
                    // Who was sent away waits to be let in, and is told so instead.
                    let asks = problem == Problem::SentAway;
                    self.asks.set(asks);
                    self.refused.set((!asks).then_some(problem));
                }
            }
        });
    }

    /// Goes out of it. A talk of two is over with that for the other one too.
    pub(super) fn hang_up(self) {
        let (of, dialogue) = self.page.with_value(|page| (page.of, page.dialogue));
        if let (true, CallOf::Chat(chat)) = (dialogue, of) {
            // Over already, or nobody hears it: then it ends by itself.
            spawn_local(async move { drop(api::end_call(chat, None).await) });
        }
        self.calling.leave();
    }

    /// Says something as the host; what holds then is shown.
    pub(super) fn direct(self, step: CallStep) {
        let of = self.page.with_value(|page| page.of);
        self.refused.set(None);
        spawn_local(async move {
            match api::direct_call(of, step).await {
                Ok(access) => self.access.set(Some(access)),
                Err(ApiError(problem)) => {
                    self.refused.set(Some(problem));
                    self.access.notify();
                }
            }
        });
    }

    /// Opens what stands beside the pictures, or closes it.
    pub(super) fn toggle(self, panel: Panel) {
        self.panel.update(|open| {
            *open = if *open == Some(panel) {
                None
            } else {
                Some(panel)
            }
        });
    }
}

/// «Мария Петровна», «Артём Соколов»
pub(super) fn spoken(person: &CallPerson) -> String {
    if person.part == Role::Teacher {
        person.name.polite()
    } else {
        person.name.friendly()
    }
}
