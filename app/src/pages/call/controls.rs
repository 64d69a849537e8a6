//! The controls, in the order of the document, each with a key (CA-06..19).

use super::{
    door,
    inside::Sheets,
    keys,
    room::{Panel, Room},
};
use crate::{
    calling::{Present, Source},
    components::Icon,
    live::Live,
    speech::lang,
};
use leptos::prelude::*;
use words::call;

/// What a control is made of.
struct Control {
    name: &'static str,
    key: &'static str,
    icon: &'static str,
    on: bool,
    /// Stays when the call is small.
    floats: bool,
    /// Is not allowed now.
    held: bool,
}

pub(super) fn bar(room: Room, sheets: Sheets) -> AnyView {
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
            sheets.leaving.set(true);
        } else {
            room.hang_up();
        }
    };
    let toggle = move |source: Source| {
        let (may, on) = match source {
            Source::Screen => (may.get_untracked().screen, screen.get_untracked()),
            Source::Camera => (may.get_untracked().camera, camera.get_untracked()),
            Source::Microphone => (may.get_untracked().microphone, microphone.get_untracked()),
        };
        if may || on {
            calling.set(source, !on);
        }
    };
    keys::heard(move |key| match key {
        "d" => toggle(Source::Screen),
        "h" => calling.hand(!hand.get_untracked()),
        "v" => toggle(Source::Camera),
        "m" => toggle(Source::Microphone),
        "q" => leave(),
        "c" if room.chat.get_untracked().is_some() => room.toggle(Panel::Chat),
        "p" => room.toggle(Panel::People),
        "l" => sheets.view.set(true),
        "s" => sheets.settings.set(true),
        "f" => room.small.update(|small| *small = !*small),
        _ => {}
    });
    let plain = |name, key, icon, on| Control {
        name,
        key,
        icon,
        on,
        floats: false,
        held: false,
    };
    let screen_button = move || {
        let on = screen.get();
        shares.get().then(|| {
            let control = Control {
                held: !may.get().screen && !on,
                ..plain(call::screen(lang), "D", "screen", on)
            };
            button(control, move || toggle(Source::Screen))
        })
    };
    let hand_button = move || {
        let up = hand.get();
        button(plain(call::hand(lang), "H", "hand", up), move || {
            calling.hand(!up);
        })
    };
    let camera_button = move || {
        let on = camera.get();
        let icon = if on { "camera" } else { "camera-off" };
        let control = Control {
            held: !may.get().camera,
            ..plain(call::camera(lang), "V", icon, on)
        };
        button(control, move || toggle(Source::Camera))
    };
    let microphone_button = move || {
        let on = microphone.get();
        let icon = if on { "microphone" } else { "microphone-off" };
        let control = Control {
            held: !may.get().microphone,
            floats: true,
            ..plain(call::microphone(lang), "M", icon, on)
        };
        button(control, move || toggle(Source::Microphone))
    };
    let panel_button = move |panel, name, key, icon| {
        let on = room.panel.get() == Some(panel);
        button(plain(name, key, icon, on), move || room.toggle(panel))
    };
    let chat_button = move || {
        room.chat.get().map(|id| {
            view! {
                <span class="call-control-place">
                    {panel_button(Panel::Chat, call::chat(lang), "C", "chat")}
                    {unread(id)}
                </span>
            }
        })
    };
    let asking = move || {
        let count = door::asking(room);
        (count > 0)
            .then(|| view! { <span class="badge" title=call::asks_back(lang)>{count}</span> })
    };
    let people_button = move || {
        view! {
            <span class="call-control-place">
                {panel_button(Panel::People, call::people(lang), "P", "people")}
                {asking}
            </span>
        }
    };
    let size_button = move || {
        let small = room.small.get();
        let (name, icon) = if small {
            (call::grow(lang), "grow")
        } else {
            (call::shrink(lang), "shrink")
        };
        let control = Control {
            floats: true,
            ..plain(name, "F", icon, false)
        };
        press(control, move || room.small.set(!small))
    };
    view! {
        <footer>
            <div class="call-bar" role="group" aria-label=call::controls(lang)>
                {screen_button}
                {hand_button}
                {camera_button}
                {microphone_button}
                <button
                    class="call-control is-leave floats"
                    type="button"
                    title=call::key(lang, "Q", call::leave(lang))
                    aria-keyshortcuts="Q"
                    on:click=move |_| leave()
                >
                    <Icon name="hang-up"/>
                    <span>{call::leave(lang)}</span>
                </button>
                {chat_button}
                {people_button}
                {press(plain(call::view(lang), "L", "grid", false), move || sheets.view.set(true))}
                {press(plain(call::settings(lang), "S", "sliders", false), move || {
                    sheets.settings.set(true);
                })}
                {size_button}
            </div>
        </footer>
    }
    .into_any()
}

/// Messages not read yet of the chat beside the call.
fn unread(chat: model::ChatId) -> impl IntoView {
    let live = use_context::<Live>();
    move || {
        let count = live.and_then(|live| {
            live.chats.with(|chats| {
                let mut chats = chats.iter().flatten();
                chats.find(|one| one.id == chat).map(|one| one.unread())
            })
        });
        count
            .filter(|count| *count > 0)
            .map(|count| view! { <span class="badge">{count}</span> })
    }
}

/// Something that is on or off. What is not allowed stays within reach of the keyboard, so that one
/// learns why.
fn button(control: Control, act: impl Fn() + 'static) -> AnyView {
    let lang = lang();
    let held = control.held;
    let reason = held.then(|| format!("call-held-{}", control.key));
    let why = reason.clone().map(|id| {
        view! { <span class="call-reason" id=id>{call::held(lang, control.name)}</span> }
    });
    view! {
        <span class="call-control-place">
            <button
                class="call-control"
                class:is-on=control.on
                class:floats=control.floats
                type="button"
                title=(!held).then(|| call::key(lang, control.key, control.name))
                aria-disabled=held.then_some("true")
                aria-describedby=reason
                aria-keyshortcuts=control.key
                aria-pressed=if control.on { "true" } else { "false" }
                on:click=move |_| {
                    if !held {
                        act();
                    }
                }
            >
                <Icon name=control.icon/>
                <span>{control.name}</span>
            </button>
            {why}
        </span>
    }
    .into_any()
}

/// Something that is done.
fn press(control: Control, act: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            class="call-control"
            class:floats=control.floats
            type="button"
            title=call::key(lang(), control.key, control.name)
            aria-keyshortcuts=control.key
            on:click=move |_| act()
        >
            <Icon name=control.icon/>
            <span>{control.name}</span>
        </button>
    }
    .into_any()
}
