//! The controls, in the order of the document, each with a key (CA-06..13, CA-18, CA-19).

use super::Room;
use crate::{
    calling::{Present, Source},
    components::Icon,
    speech::lang,
};
#[cfg(feature = "hydrate")]
use leptos::ev;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use wasm_bindgen::JsCast as _;
use words::call;

pub(super) fn bar(room: Room, panel: RwSignal<bool>, leaving: RwSignal<bool>) -> AnyView {
    let lang = lang();
    let calling = room.calling;
    let state = calling.state;
    let own = move |what: fn(&Present) -> bool| {
        state.with(|state| state.people.iter().any(|one| one.local && what(one)))
    };
    let may = Memo::new(move |_| state.with(|state| state.may));
    let shares = Memo::new(move |_| state.with(|state| state.shares));
    let camera = Memo::new(move |_| own(|one| one.camera));
    let microphone = Memo::new(move |_| own(|one| one.microphone));
    let screen = Memo::new(move |_| own(|one| one.screen));
    let hand = Memo::new(move |_| own(|one| one.hand > 0));
    let leave = move || {
        if room.host() {
            leaving.set(true);
        } else {
            calling.leave();
        }
    };
    let act = move |key: &str| match key {
        "d" if may.get_untracked().screen => calling.set(Source::Screen, !screen.get_untracked()),
        "h" => calling.hand(!hand.get_untracked()),
        "v" if may.get_untracked().camera => calling.set(Source::Camera, !camera.get_untracked()),
        "m" if may.get_untracked().microphone => {
            calling.set(Source::Microphone, !microphone.get_untracked());
        }
        "q" => leave(),
        "p" => panel.update(|open| *open = !*open),
        _ => {}
    };
    keys(act);
    let chat = room.page.with_value(|page| page.chat).map(|chat| {
        view! {
            <a
                class="call-control"
                href=format!("/messenger/{chat}")
                rel="external noopener"
                target="_blank"
                title=call::chat(lang)
            >
                <Icon name="chat"/>
                <span>{call::chat(lang)}</span>
            </a>
        }
    });
    let screen_button = move || {
        let on = screen.get();
        (shares.get() && (may.get().screen || on)).then(|| {
            control(call::screen(lang), "D", "screen", on, move || {
                calling.set(Source::Screen, !on);
            })
        })
    };
    let hand_button = move || {
        let up = hand.get();
        control(call::hand(lang), "H", "hand", up, move || calling.hand(!up))
    };
    let camera_button = move || {
        let on = camera.get();
        let icon = if on { "camera" } else { "camera-off" };
        may.get().camera.then(|| {
            control(call::camera(lang), "V", icon, on, move || {
                calling.set(Source::Camera, !on)
            })
        })
    };
    let microphone_button = move || {
        let on = microphone.get();
        let icon = if on { "microphone" } else { "microphone-off" };
        may.get().microphone.then(|| {
            control(call::microphone(lang), "M", icon, on, move || {
                calling.set(Source::Microphone, !on);
            })
        })
    };
    let people_button = move || {
        let on = panel.get();
        control(call::people(lang), "P", "people", on, move || {
            panel.set(!on)
        })
    };
    view! {
        <footer>
            <div class="call-bar" role="group" aria-label=call::controls(lang)>
            {screen_button}
            {hand_button}
            {camera_button}
            {microphone_button}
            <button
                class="call-control is-leave"
                type="button"
                title=call::key(lang, "Q", call::leave(lang))
                aria-keyshortcuts="Q"
                on:click=move |_| leave()
            >
                <Icon name="hang-up"/>
                <span>{call::leave(lang)}</span>
            </button>
            {chat}
            {people_button}
        </div></footer>
    }
    .into_any()
}

fn control(
    name: &'static str,
    key: &'static str,
    icon: &'static str,
    on: bool,
    act: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            class="call-control"
            class:is-on=on
            type="button"
            title=call::key(lang(), key, name)
            aria-keyshortcuts=key
            aria-pressed=if on { "true" } else { "false" }
            on:click=move |_| act()
        >
            <Icon name=icon/>
            <span>{name}</span>
        </button>
    }
    .into_any()
}

/// Keys by their place, so that they work in a Russian layout too; not while one writes.
#[cfg(feature = "hydrate")]
fn keys(act: impl Fn(&str) + 'static) {
    let heard = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() {
            return;
        }
        let target = event.target();
        let element = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let writes = element.is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                || element.closest("dialog").ok().flatten().is_some()
        });
        if writes {
            return;
        }
        let code = event.code();
        if let Some(key) = code.strip_prefix("Key") {
            act(&key.to_lowercase());
        }
    };
    let handle = window_event_listener(ev::keydown, heard);
    on_cleanup(move || handle.remove());
}

#[cfg(not(feature = "hydrate"))]
fn keys(_act: impl Fn(&str) + 'static) {}
