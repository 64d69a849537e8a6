//! The pages: plain forms that work without JavaScript.

mod about;
mod consent;
mod notice;
mod parts;
mod person;
mod sign_in;

pub(super) use about::about;
pub(super) use notice::{Notice, notice};

use maud::{Markup, html};

use super::Provider;
use super::flow::{Open, Screen};
use super::frame::{StepState, Steps};
use super::words::Lang;

/// A page before the frame.
pub(super) struct Drawn {
    pub(super) title: String,
    pub(super) lang: Lang,
    pub(super) steps: Steps,
    pub(super) body: Markup,
}

impl Provider {
    /// Draws a page of the flow.
    pub(super) fn draw(&self, open: &Open, screen: Screen) -> Drawn {
        let lang = open.flow.lang;
        let (now, title, card) = match screen {
            Screen::Phone => (0, lang.sign_in(), self.phone_card(open)),
            Screen::Code => (1, lang.sign_in(), self.code_card(open)),
            Screen::Password => (1, lang.sign_in(), self.password_card(open)),
            Screen::Person => (2, lang.person_heading(), self.person_card(open)),
            Screen::Consent => (2, lang.sign_in(), self.consent_card(open)),
        };
        let steps = steps(lang, now);
        let body = html! {
            (step_list(lang, &steps))
            (card)
        };
        Drawn {
            title: title.to_owned(),
            lang,
            steps,
            body,
        }
    }
}

fn steps(lang: Lang, now: usize) -> Steps {
    let labels = [
        lang.step_phone(),
        lang.step_code(),
        lang.step_person(),
        lang.step_profile(),
        lang.step_done(),
    ];
    let state = |index: usize| match index.cmp(&now) {
        std::cmp::Ordering::Less => StepState::Done,
        std::cmp::Ordering::Equal => StepState::Now,
        std::cmp::Ordering::Greater => StepState::Next,
    };
    labels
        .into_iter()
        .enumerate()
        .map(|(index, label)| (label, state(index)))
        .collect()
}

fn step_list(lang: Lang, steps: &Steps) -> Markup {
    html! {
        ol.steps aria-label=(lang.steps_label()) {
            @for (index, (label, state)) in steps.iter().enumerate() {
                @let (class, now, mark) = match state {
                    StepState::Done => ("step is-done", None, "✓".to_owned()),
                    StepState::Now => ("step is-now", Some("step"), (index + 1).to_string()),
                    StepState::Next => ("step is-next", None, (index + 1).to_string()),
                };
                li class=(class) aria-current=[now] {
                    span.step-mark aria-hidden="true" { (mark) }
                    span.step-label { (label) }
                }
            }
        }
    }
}
