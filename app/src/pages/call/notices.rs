//! What the call says above the pictures.

use super::{devices, refusal, room::Room};
use crate::{
    calling::{Phase, Source},
    components::Icon,
    speech::lang,
};
use leptos::prelude::*;
use words::call;

pub(super) fn view(room: Room) -> AnyView {
    view! {
        <div role="status">{reconnecting(room)} {floor(room)}</div>
        {silence(room)}
        {faults(room)}
        <div class="call-refusal">{refusal(lang(), room.refused)}</div>
    }
    .into_any()
}

fn reconnecting(room: Room) -> impl IntoView {
    let state = room.calling.state;
    let broken = Memo::new(move |_| state.with(|state| state.phase) == Phase::Back);
    move || {
        broken.get().then(|| {
            view! {
                <p class="call-notice"><Icon name="offline"/>{call::reconnecting(lang())}</p>
            }
        })
    }
}

/// One has been given the floor, and opens the microphone oneself.
fn floor(room: Room) -> impl IntoView {
    let state = room.calling.state;
    let given = Memo::new(move |_| state.with(|state| state.floor));
    let seen = RwSignal::new(0_i64);
    let muted = Memo::new(move |_| {
        state.with(|state| state.people.iter().any(|one| one.local && !one.microphone))
    });
    // Whoever has opened the microphone by other ways has taken the floor too.
    Effect::new(move || {
        if !muted.get() {
            seen.set(given.get());
        }
    });
    move || {
        let at = given.get();
        (at > seen.get() && muted.get()).then(|| {
            view! {
                <p class="call-notice">
                    <Icon name="microphone"/>
                    {call::floor_given(lang())}
                    <button
                        class="button button-primary"
                        type="button"
                        on:click=move |_| {
                            seen.set(at);
                            room.calling.set(Source::Microphone, true);
                        }
                    >
                        {call::turn_microphone_on(lang())}
                    </button>
                </p>
            }
        })
    }
}

/// The browser plays no sound until something is pressed.
fn silence(room: Room) -> impl IntoView {
    let state = room.calling.state;
    let silent = Memo::new(move |_| state.with(|state| state.silent));
    move || {
        silent.get().then(|| {
            view! {
                <p class="call-notice">
                    {call::sound_held(lang())}
                    <button
                        class="button button-primary"
                        type="button"
                        on:click=move |_| room.calling.listen()
                    >
                        {call::sound_on(lang())}
                    </button>
                </p>
            }
        })
    }
}

fn faults(room: Room) -> impl IntoView {
    let lang = lang();
    let state = room.calling.state;
    let said = Memo::new(move |_| state.with(|state| devices::failures(lang, &state.failed)));
    move || {
        let lines: Vec<AnyView> = said
            .get()
            .into_iter()
            .map(|line| view! { <p>{line}</p> }.into_any())
            .collect();
        (!lines.is_empty()).then(|| {
            view! {
                <div class="call-notice is-fault" role="alert">
                    <Icon name="warning"/>
                    <div>{lines}</div>
                </div>
            }
        })
    }
}
