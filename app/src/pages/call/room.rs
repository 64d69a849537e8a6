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
    views::{CallAccess, CallPage, CallPerson},
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

/// A call and what is open on its page.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub calling: Calling,
    pub page: StoredValue<CallPage>,
    /// «Присоединиться» was pressed: in as soon as one may.
    pub wanted: RwSignal<bool>,
    pub refused: RwSignal<Option<Problem>>,
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

impl Room {
    pub(super) fn new(
        calling: Calling,
        page: CallPage,
        wanted: RwSignal<bool>,
        refused: RwSignal<Option<Problem>>,
    ) -> Self {
        Self {
            calling,
            chat: RwSignal::new(page.chat),
            access: RwSignal::new(page.access.clone()),
            page: StoredValue::new(page),
            wanted,
            refused,
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
        self.page
            .with_value(|page| page.people.iter().find(|one| one.id == id).cloned())
    }

    pub(super) fn host(self) -> bool {
        self.page.with_value(|page| page.host)
    }

    /// Comes in: asks for the way and takes it. Who is too early waits.
    pub(super) fn enter(self) {
        let of = self.page.with_value(|page| page.of);
        self.wanted.set(true);
        self.refused.set(None);
        // Before the teacher is there the others wait: the lesson's own news bring them in.
        let early = self
            .page
            .with_value(|page| !page.host && page.stage == CallStage::Ahead);
        if early {
            return;
        }
        let calling = self.calling;
        spawn_local(async move {
            match api::enter_call(of).await {
                Ok(door) => {
                    self.wanted.set(false);
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
                    self.refused.set(Some(problem));
                }
            }
        });
    }

    /// Says something as the host; what holds then is shown.
    pub(super) fn direct(self, step: CallStep) {
        let of = self.page.with_value(|page| page.of);
        self.refused.set(None);
        spawn_local(async move {
            match api::direct_call(of, step).await {
                Ok(access) => self.access.set(Some(access)),
                Err(ApiError(problem)) => self.refused.set(Some(problem)),
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
