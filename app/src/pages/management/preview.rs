//! What is chosen for a new chat, and how it will look (CM-05, CM-06).

use crate::{components::Tile, speech::lang};
use leptos::prelude::*;
use model::{
    ClassId,
    views::{AddClass, AddGroup},
};
use words::{Lang, management};

/// What may be chosen and what is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choice {
    /// Classes and what one teaches there.
    pub options: RwSignal<Vec<AddClass>>,
    /// The class chosen.
    pub class: RwSignal<Option<ClassId>>,
    /// The subject, or its study group, chosen.
    pub group: RwSignal<Option<ClassId>>,
}

impl Choice {
    /// Takes new options and keeps what is chosen, as long as it is still there.
    pub fn offer(self, options: Vec<AddClass>) {
        let chosen = self.class.get_untracked();
        let kept = options.iter().any(|class| Some(class.id) == chosen);
        let first = options.first().map(|class| class.id);
        if self.options.with_untracked(|known| *known != options) {
            self.options.set(options);
        }
        match (kept, first) {
            (false, Some(class)) => self.take_class(class),
            _ if self.group_untracked().is_none() => self.take_new_group(),
            _ => {}
        }
    }

    /// Moves on from a subject whose chat has been added meanwhile.
    pub fn prefer_new(self) {
        if self
            .group_untracked()
            .is_some_and(|group| group.chat.is_some())
        {
            self.take_new_group();
        }
    }

    /// Chooses a class, and in it the first subject that has no chat yet.
    pub fn take_class(self, class: ClassId) {
        self.class.set(Some(class));
        self.take_new_group();
    }

    fn take_new_group(self) {
        let groups = untrack(|| self.groups());
        let new = groups.iter().find(|group| group.chat.is_none());
        self.group.set(new.or(groups.first()).map(|group| group.id));
    }

    /// What one teaches in the class chosen.
    #[must_use]
    pub fn groups(self) -> Vec<AddGroup> {
        let chosen = self.class.get();
        self.options.with(|options| {
            let class = options.iter().find(|class| Some(class.id) == chosen);
            class.map(|class| class.groups.clone()).unwrap_or_default()
        })
    }

    /// The group chosen.
    #[must_use]
    pub fn group(self) -> Option<AddGroup> {
        let chosen = self.group.get();
        self.groups()
            .into_iter()
            .find(|group| Some(group.id) == chosen)
    }

    /// The same, without following it.
    #[must_use]
    pub fn group_untracked(self) -> Option<AddGroup> {
        untrack(|| self.group())
    }
}

/// The chat as it will be, or the word that it is there already.
pub fn preview(group: &AddGroup, linked: bool) -> AnyView {
    let lang = lang();
    let note = match (group.chat.is_some(), linked) {
        (true, true) => management::exists(lang).to_owned(),
        (true, false) => management::exists_not_linked(lang).to_owned(),
        (false, _) => members(lang, group),
    };
    let later = (group.chat.is_none() && !linked).then(|| {
        view! { <p class="muted small">{management::opens_later(lang)}</p> }
    });
    view! {
        <div class="entity preview" aria-live="polite">
            <Tile text=group.tile.clone() hue=group.hue/>
            <span class="entity-text">
                <span class="entity-name">{group.chat_name.clone()}</span>
                <span class="entity-note">{note}</span>
            </span>
        </div>
        {later}
    }
    .into_any()
}

/// «28 учеников, подключились 26 — остальные попадут в чат сами»
fn members(lang: Lang, group: &AddGroup) -> String {
    let pupils = management::pupils(lang, group.pupils);
    if group.linked >= group.pupils && group.pupils > 0 {
        return management::preview_all(lang, &pupils);
    }
    management::preview(lang, &management::have_joined(lang, group.linked), &pupils)
}
