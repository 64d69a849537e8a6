//! After the call: why it is over, and the ways on.

use super::Room;
use crate::{calling::End, speech::lang};
use leptos::prelude::*;
use model::LessonState;
use words::call;

pub(super) fn page(room: Room) -> AnyView {
    let lang = lang();
    let end = room.calling.state.with_untracked(|state| state.end);
    let (back, going) = room
        .page
        .with_value(|page| (page.back.clone(), page.state == LessonState::Running));
    let (title, why) = match end {
        End::Over => (call::over_title(lang), call::over_why(lang)),
        End::Removed => (call::removed_title(lang), call::removed_why(lang)),
        End::Elsewhere => (call::elsewhere_title(lang), call::elsewhere_why(lang)),
        End::Lost => (call::lost_title(lang), call::lost_why(lang)),
        End::Left | End::None => (call::left_title(lang), call::left_why(lang)),
    };
    let again = (going && !matches!(end, End::Over | End::Removed)).then(|| {
        view! {
            <button
                class="button button-primary"
                type="button"
                on:click=move |_| room.calling.again()
            >
                {call::again(lang)}
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
                        {call::back_to_lesson(lang)}
                    </a>
                    <a class="button button-quiet" href="/schedule" rel="external">
                        {call::to_schedule(lang)}
                    </a>
                </div>
            </section>
        </main>
    }
    .into_any()
}
