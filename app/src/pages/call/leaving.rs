use super::room::Room;
use crate::{components::Sheet, speech::lang};
use leptos::prelude::*;
use model::CallOf;
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
    let of = room.page.with_value(|page| page.of);
    // A lesson is finished in the journal too, a call of a chat only hung up.
    let (action, name, number) = match of {
        CallOf::Lesson(id) => ("/schedule/lesson/finish", "lesson", id.to_string()),
        CallOf::Chat(id) => ("/call/end", "chat", id.to_string()),
    };
    let (stays, ends, end) = match of {
        CallOf::Lesson(_) => (
            call::leave_why(lang),
            call::finish_why(lang),
            call::finish(lang),
        ),
        CallOf::Chat(_) => (
            call::leave_chat_why(lang),
            call::end_why(lang),
            call::end(lang),
        ),
    };
    view! {
        <Sheet open=open id="leave-call" title=call::leave_title(lang)>
            <form method="post" action=action>
                <input type="hidden" name=name value=number/>
                <div class="sheet-body">
                    <p>{stays}</p>
                    <p>{ends}</p>
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
                        {end}
                    </button>
                </div>
            </form>
        </Sheet>
    }
    .into_any()
}
