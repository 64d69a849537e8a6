//! What the list of organisations does: opening, looking, choosing, the keys.

use super::{
    found::{called, fitting},
    state::{DoorState, text_of},
};
use leptos::{ev, prelude::*};
use model::views::{Door, Organisation};

/// What the list of the combobox knows.
#[derive(Clone, Copy)]
pub(super) struct List {
    pub(super) state: DoorState,
    /// Organisations that came with the page.
    pub(super) known: StoredValue<Vec<Organisation>>,
    /// Whether there are more than these.
    pub(super) more: bool,
    pub(super) open: RwSignal<bool>,
    /// What was typed since the list opened.
    pub(super) text: RwSignal<String>,
    pub(super) found: RwSignal<Vec<Organisation>>,
    /// Where the arrow keys stand.
    pub(super) active: RwSignal<Option<usize>>,
    /// A question to the server is under way; the number tells late answers from the last one.
    pub(super) asked: RwSignal<u32>,
    pub(super) waiting: RwSignal<bool>,
    pub(super) failed: RwSignal<bool>,
}

/// The number of an option in the document.
pub(super) fn option_id(at: usize) -> String {
    format!("org-option-{at}")
}

impl List {
    /// Closed, with what came with the page.
    pub(super) fn new(door: Door, state: DoorState) -> Self {
        Self {
            state,
            known: StoredValue::new(door.organisations),
            more: door.more,
            open: RwSignal::new(false),
            text: RwSignal::new(String::new()),
            found: RwSignal::new(Vec::new()),
            active: RwSignal::new(None),
            asked: RwSignal::new(0),
            waiting: RwSignal::new(false),
            failed: RwSignal::new(false),
        }
    }

    /// Opens with everything: who presses the field wants to see what there is.
    pub(super) fn unfold(self) {
        if self.open.get_untracked() {
            return;
        }
        self.text.set(String::new());
        self.open.set(true);
        self.search();
    }

    pub(super) fn typed(self, text: String) {
        self.state.chosen.set(None);
        self.state.wrong.update(|wrong| wrong.org = false);
        self.text.set(text);
        self.open.set(true);
        self.search();
    }

    pub(super) fn fold(self) {
        self.open.set(false);
        self.active.set(None);
    }

    pub(super) fn take(self, at: usize) {
        let it = self.found.with_untracked(|found| found.get(at).cloned());
        if it.is_some() {
            self.state.choose(it);
        }
        self.fold();
    }

    /// A name typed to the end is as good as a choice.
    pub(super) fn leave(self) {
        self.fold();
        if self.state.chosen.with_untracked(Option::is_none) {
            let text = self.state.org.get_untracked().map(|field| text_of(&field));
            let authority = self.state.authority.get_untracked();
            let mut known = self.known.get_value();
            known.extend(self.found.get_untracked());
            known.sort_by_key(|it| it.id);
            known.dedup();
            if let Some(it) = text.and_then(|text| called(&known, &text, authority)) {
                self.state.choose(Some(it));
            }
        }
    }

    pub(super) fn key(self, event: &ev::KeyboardEvent) {
        let count = self.found.with_untracked(Vec::len);
        let open = self.open.get_untracked();
        let active = self.active.get_untracked();
        let move_to = |to: Option<usize>| {
            event.prevent_default();
            self.active.set(to.filter(|to| *to < count));
            if let Some(to) = self.active.get_untracked() {
                reveal(to);
            }
        };
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !open => {
                event.prevent_default();
                self.unfold();
            }
            "ArrowDown" => move_to(Some(active.map_or(0, |at| (at + 1) % count.max(1)))),
            "ArrowUp" => move_to(active.unwrap_or(0).checked_sub(1).or(count.checked_sub(1))),
            "Enter" if open => {
                // With the list open Enter chooses, and only then does it send the form.
                event.prevent_default();
                match active {
                    Some(at) => self.take(at),
                    None if count == 1 => self.take(0),
                    None => self.fold(),
                }
            }
            "Escape" if open => {
                event.prevent_default();
                self.fold();
            }
            _ => {}
        }
    }

    /// Looks among what the page has, or asks the server a moment after the last key.
    fn search(self) {
        self.active.set(None);
        let (text, authority) = (
            self.text.get_untracked(),
            self.state.authority.get_untracked(),
        );
        let here = self
            .known
            .with_value(|known| fitting(known, &text, authority));
        self.found.set(here);
        self.failed.set(false);
        if self.more && !text.trim().is_empty() {
            self.ask(text, authority);
        } else {
            // A late answer to an earlier question is no answer to this one.
            self.asked.update(|asked| *asked = asked.wrapping_add(1));
            self.waiting.set(false);
        }
    }

    #[cfg(feature = "hydrate")]
    fn ask(self, text: String, authority: bool) {
        use std::time::Duration;
        const PAUSE: Duration = Duration::from_millis(200);
        self.waiting.set(true);
        self.asked.update(|asked| *asked = asked.wrapping_add(1));
        let number = self.asked.get_untracked();
        // The page may be left meanwhile, and its signals gone.
        let late = move || self.asked.try_get_untracked() != Some(number);
        set_timeout(
            move || {
                if late() {
                    return;
                }
                leptos::task::spawn_local(async move {
                    let answer = crate::api::organisations(text, authority).await;
                    if late() {
                        return;
                    }
                    self.waiting.set(false);
                    match answer {
                        Ok(found) => self.found.set(found),
                        Err(_) => self.failed.set(self.found.with_untracked(Vec::is_empty)),
                    }
                });
            },
            PAUSE,
        );
    }

    #[cfg(not(feature = "hydrate"))]
    fn ask(self, _text: String, _authority: bool) {}
}

/// Scrolls the list, and nothing else, to where the arrow keys stand.
#[cfg(feature = "hydrate")]
fn reveal(at: usize) {
    let Some(option) = document().get_element_by_id(&option_id(at)) else {
        return;
    };
    let Some(list) = document().get_element_by_id("org-list") else {
        return;
    };
    let (inner, outer) = (
        option.get_bounding_client_rect(),
        list.get_bounding_client_rect(),
    );
    let below = inner.bottom() - outer.bottom();
    let above = outer.top() - inner.top();
    let by = if below > 0.0 { below } else { -above.max(0.0) };
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a list")]
    list.set_scroll_top(list.scroll_top() + by.round() as i32);
}

#[cfg(not(feature = "hydrate"))]
fn reveal(_at: usize) {}
