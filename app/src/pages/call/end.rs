//! After the call: why it is over, and the ways on.

use super::room::Room;
use crate::{calling::End, speech::lang};
use leptos::prelude::*;
use model::{CallOf, CallOutcome, CallStage};
use words::{Lang, call};

pub(super) fn page(room: Room) -> AnyView {
    let lang = lang();
    let end = room.calling.state.with_untracked(|state| state.end);
    let (back, going, of) = room.page.with_value(|page| {
        let over = page.stage == CallStage::Over;
        (page.back.clone(), !over, page.of)
    });
    let lesson = !of.is_chat();
    let (dialogue, outcome, name) = room
        .page
        .with_value(|page| (page.dialogue, page.outcome, page.title.clone()));
    let (title, why) = match end {
        End::Over if outcome == Some(CallOutcome::Declined) => {
            (call::declined_title(lang), call::declined_why(lang, &name))
        }
        End::Over if outcome == Some(CallOutcome::Unanswered) => (
            call::unanswered_title(lang),
            call::unanswered_why(lang, &name),
        ),
        End::Left if outcome == Some(CallOutcome::Unanswered) => {
            (call::ended_title(lang), call::called_off(lang).to_owned())
        }
        End::Over | End::Left | End::None if dialogue => (
            call::ended_title(lang),
            call::talk_over_why(lang).to_owned(),
        ),
        End::Over if lesson => (call::over_title(lang), call::over_why(lang).to_owned()),
        End::Over => (call::ended_title(lang), call::over_why(lang).to_owned()),
        End::Removed => (
            call::removed_title(lang),
            call::removed_why(lang).to_owned(),
        ),
        End::Elsewhere => (
            call::elsewhere_title(lang),
            call::elsewhere_why(lang).to_owned(),
        ),
        End::Lost => (call::lost_title(lang), call::lost_why(lang).to_owned()),
        End::Left | End::None if lesson => {
            (call::left_title(lang), call::left_why(lang).to_owned())
        }
        End::Left | End::None => (call::left_title(lang), call::left_chat_why(lang).to_owned()),
    };
    let removed = end == End::Removed;
    let again = (going && (dialogue || end != End::Over)).then(|| {
        view! {
            <button
                class="button button-primary"
                type="button"
                on:click=move |_| {
                    room.calling.again();
                    // Whoever was sent away is heard by the host from the page of devices.
                    if removed {
                        room.enter();
                    }
                }
            >
                {match end {
                    End::Removed => call::ask_back(lang),
                    _ if dialogue => call::call_again(lang),
                    _ => call::again(lang),
                }}
            </button>
        }
    });
    view! {
        <main class="call-door" id="main">
            <section class="card card-narrow">
                <div role="status">
                    <h1>{title}</h1>
                    <p>{why}</p>
                </div>
                <div class="row">
                    {again}
                    <a class="button button-secondary" href=back rel="external">
                        {way_back(lang, of)}
                    </a>
                    {lesson.then(|| {
                        view! {
                            <a class="button button-quiet" href="/schedule" rel="external">
                                {call::to_schedule(lang)}
                            </a>
                        }
                    })}
                </div>
            </section>
        </main>
    }
    .into_any()
}

/// What the way back leads to.
pub(super) fn way_back(lang: Lang, of: CallOf) -> &'static str {
    if of.is_chat() {
        call::back_to_chat(lang)
    } else {
        call::back_to_lesson(lang)
    }
}
