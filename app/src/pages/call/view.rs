//! «Отображение участников» (CA-14): what is large and what is not.

use super::room::Room;
use crate::{calling::Source, components::Sheet, speech::lang};
use leptos::prelude::*;
use words::{Lang, call};

/// How people are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum View {
    /// A screen with the people in a strip; without a screen everybody alike.
    #[default]
    Strip,
    /// Whoever speaks, with the others in a strip.
    Speaker,
    /// Everybody alike, screens too.
    Grid,
}

impl View {
    const ALL: [View; 3] = [View::Strip, View::Speaker, View::Grid];

    /// The name in the browser's storage.
    pub(super) fn code(self) -> &'static str {
        match self {
            View::Strip => "strip",
            View::Speaker => "speaker",
            View::Grid => "grid",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == code)
    }

    fn words(self, lang: Lang) -> [&'static str; 2] {
        match self {
            View::Strip => [call::view_strip(lang), call::view_strip_why(lang)],
            View::Speaker => [call::view_speaker(lang), call::view_speaker_why(lang)],
            View::Grid => [call::view_grid(lang), call::view_grid_why(lang)],
        }
    }
}

/// Somebody's picture or screen.
pub(super) type Shown = (Source, String);

/// What is large: nothing when everybody is alike.
pub(super) fn large(room: Room) -> Memo<Vec<Shown>> {
    let state = room.calling.state;
    Memo::new(move |before: Option<&Vec<Shown>>| {
        state.with(|state| {
            let screens = state.people.iter().filter(|one| one.screen);
            let screens: Vec<Shown> = screens
                .map(|one| (Source::Screen, one.id.clone()))
                .collect();
            let small = room.small.get();
            match room.view.get() {
                View::Grid if !small => Vec::new(),
                View::Strip if !small || !screens.is_empty() => screens,
                _ => {
                    let last = before.and_then(|before| before.first());
                    let others = || state.people.iter().filter(|one| !one.local);
                    let speaks = others().find(|one| one.speaking);
                    let spoke = others().find(|one| last.is_some_and(|(_, id)| *id == one.id));
                    let first = others().find(|one| one.camera).or(others().next());
                    let main = speaks.or(spoke).or(first).or(state.people.first());
                    main.map(|one| (Source::Camera, one.id.clone()))
                        .into_iter()
                        .collect()
                }
            }
        })
    })
}

/// The choice.
#[component]
pub(super) fn ViewSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The call.
    room: Room,
) -> impl IntoView {
    let lang = lang();
    let choices: Vec<AnyView> = View::ALL
        .into_iter()
        .map(|view| {
            let [name, why] = view.words(lang);
            view! {
                <label class="call-choice">
                    <input
                        type="radio"
                        name="call-view"
                        value=view.code()
                        prop:checked=move || room.view.get() == view
                        on:change=move |_| {
                            room.view.set(view);
                            open.set(false);
                        }
                    />
                    <span>
                        <strong>{name}</strong>
                        <span class="muted">{why}</span>
                    </span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <Sheet open=open id="call-view" title=call::view(lang)>
            <div class="sheet-body">
                <fieldset class="call-views">
                    <legend class="visually-hidden">{call::view(lang)}</legend>
                    {choices}
                </fieldset>
                <p class="muted">{call::view_kept(lang)}</p>
            </div>
        </Sheet>
    }
    .into_any()
}
