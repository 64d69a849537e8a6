use super::Room;
use crate::{components::Sheet, speech::lang};
use leptos::prelude::*;
use words::call;

/// The teacher is asked: leave, or end for all (CA-29).
#[component]
pub(super) fn LeaveSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The call.
    room: Room,
) -> impl IntoView {
    let lang = lang();
    let lesson = room.page.with_value(|page| page.lesson);
    view! {
        <Sheet open=open id="leave-call" title=call::leave_title(lang)>
            <form method="post" action="/schedule/lesson/finish">
                <input type="hidden" name="lesson" value=lesson.to_string()/>
                <div class="sheet-body">
                    <p>{call::leave_why(lang)}</p>
                    <p>{call::finish_why(lang)}</p>
                </div>
                <div class="sheet-actions">
                    <button
                        class="button button-secondary"
                        type="button"
                        autofocus
                        on:click=move |_| open.set(false)
                    >
                        {call::stay(lang)}
                    </button>
                    <button
                        class="button button-secondary"
                        type="button"
                        on:click=move |_| {
                            open.set(false);
                            room.calling.leave();
                        }
                    >
                        {call::leave_only(lang)}
                    </button>
                    <button class="button button-danger" type="submit">
                        {call::finish(lang)}
                    </button>
                </div>
            </form>
        </Sheet>
    }
    .into_any()
}
