//! Calls of dialogues that came to nothing, while nobody has written since.

use crate::{components::Icon, pages::when, speech::lang};
use leptos::prelude::*;
use model::{
    CallOf, CallOutcome, ChatId, PersonId,
    views::{Day, MissedCall},
};
use words::{Lang, ring};

/// What one side or the other is told of it.
#[must_use]
pub fn missed_words(lang: Lang, missed: &MissedCall, own: Option<PersonId>) -> &'static str {
    match (missed.outcome, Some(missed.by) == own) {
        (CallOutcome::Unanswered, false) => ring::missed(lang),
        (CallOutcome::Declined, false) => ring::declined_by_you(lang),
        (CallOutcome::Unanswered, true) => ring::no_answer(lang),
        (CallOutcome::Declined, true) => ring::declined(lang),
    }
}

/// The card in the dialogue itself, with the way to call back.
pub(super) fn card(
    chat: ChatId,
    missed: &MissedCall,
    own: Option<PersonId>,
    today: Option<Day>,
) -> impl IntoView + use<> {
    let lang = lang();
    let said = missed_words(lang, missed, own);
    let time = when::short(lang, &missed.at, today.unwrap_or(missed.at.day));
    let again = match Some(missed.by) == own {
        true => ring::call_again(lang),
        false => ring::call_back(lang),
    };
    view! {
        <div class="ring is-missed">
            <Icon name="hang-up"/>
            <p>{said}" · "<time datetime=when::machine(&missed.at)>{time}</time></p>
            <a
                class="button button-secondary"
                href=CallOf::Chat(chat).path()
                rel="external"
            >
                {again}
            </a>
        </div>
    }
}
