//! «Доступы участников» (CA-28): what the host gives and takes, from all or from one.

use super::room::Room;
use crate::speech::lang;
use leptos::{html, prelude::*};
use model::{CallRights, CallSource, CallStep, PersonId, views::CallAccess};
use words::{Lang, call};

/// What holds for everybody.
pub(super) fn of_all(room: Room) -> AnyView {
    let lang = lang();
    view! {
        <details class="call-access">
            <summary>{call::access(lang)}</summary>
            {switches(room, None)}
            <button
                class="button button-secondary button-small"
                type="button"
                on:click=move |_| room.direct(CallStep::Mute { person: None })
            >
                {call::mute_all(lang)}
            </button>
        </details>
    }
    .into_any()
}

/// What holds for somebody, and what can be done at once.
pub(super) fn of_one(room: Room, person: PersonId) -> AnyView {
    let lang = lang();
    let one = Some(person);
    view! {
        <div class="call-access">
            {switches(room, one)}
            <div class="row">
                <button
                    class="button button-secondary button-small"
                    type="button"
                    on:click=move |_| room.direct(CallStep::Mute { person: one })
                >
                    {call::mute_one(lang)}
                </button>
                <button
                    class="button button-danger button-small"
                    type="button"
                    on:click=move |_| room.direct(CallStep::Remove { person })
                >
                    {call::remove(lang)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn switches(room: Room, person: Option<PersonId>) -> Vec<AnyView> {
    let lang = lang();
    CallSource::ALL
        .into_iter()
        .map(|source| {
            let on = Memo::new(move |_| {
                room.access.with(|access| {
                    let access = access.as_ref();
                    access.is_some_and(|access| holding(access, person).of(source))
                })
            });
            let element = NodeRef::<html::Input>::new();
            // The browser has moved the switch already: where the order failed, what holds has not
            // changed, and the switch goes back to it.
            Effect::new(move || {
                room.access.track();
                let on = on.get();
                if let Some(element) = element.get() {
                    element.set_checked(on);
                }
            });
            view! {
                <label class="checkbox">
                    <input
                        type="checkbox"
                        role="switch"
                        node_ref=element
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            room.direct(CallStep::Allow { person, source, on });
                        }
                    />
                    <span>{words(lang, source)}</span>
                </label>
            }
            .into_any()
        })
        .collect()
}

fn holding(access: &CallAccess, person: Option<PersonId>) -> CallRights {
    person.map_or(access.all, |person| access.of(person))
}

fn words(lang: Lang, source: CallSource) -> &'static str {
    match source {
        CallSource::Microphone => call::may_speak(lang),
        CallSource::Camera => call::may_be_seen(lang),
        CallSource::Screen => call::may_show(lang),
    }
}
