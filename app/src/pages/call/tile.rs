//! Somebody in the call, or somebody's screen.

use super::room::Room;
use crate::{
    calling::{Present, Source},
    components::{Avatar, Icon},
    speech::lang,
};
use leptos::{html, prelude::*};
use model::views::hue;
use words::call;

/// The tile of one person, or of a screen.
pub(super) fn tile(room: Room, id: String, source: Source) -> AnyView {
    let lang = lang();
    let calling = room.calling;
    let element = NodeRef::<html::Video>::new();
    let person = {
        let id = id.clone();
        Memo::new(move |_| {
            let people = calling.state.with(|state| state.people.clone());
            people.into_iter().find(|one| one.id == id)
        })
    };
    let seen = Memo::new(move |_| {
        person.with(|person| {
            person.as_ref().is_some_and(|one| match source {
                Source::Screen => one.screen,
                _ => one.camera,
            })
        })
    });
    {
        let id = id.clone();
        // Whatever changes in the call may have brought another track.
        Effect::new(move || {
            calling.state.track();
            if seen.get()
                && let Some(element) = element.get()
            {
                calling.show(&id, source, &element);
            }
        });
    }
    // Whoever has joined the class or the chat just now may be seen before the name is known.
    let row = Memo::new(move |_| (room.name(lang, &id), room.person(&id).map(|one| one.name)));
    let own = person.with_untracked(|person| person.as_ref().is_some_and(|one| one.local));
    let shown = move || match (source, own) {
        (Source::Screen, true) => call::own_screen(lang).to_owned(),
        (Source::Screen, false) => row.with(|(name, _)| call::screen_of(lang, name)),
        (_, true) => call::you(lang).to_owned(),
        (_, false) => row.with(|(name, _)| name.clone()),
    };
    let is =
        move |what: fn(&Present) -> bool| person.with(|person| person.as_ref().is_some_and(what));
    let screen = source == Source::Screen;
    let avatar = move || {
        (!screen).then(|| {
            let full = row.with(|(_, full)| full.clone());
            let hue = hue(&full.as_ref().map(|name| name.full()).unwrap_or_default());
            let initials = full.map(|name| name.initials()).unwrap_or_default();
            view! { <Avatar initials=initials hue=hue size="size-l"/> }
        })
    };
    let muted = move || {
        (!screen && is(|one| !one.microphone)).then(|| {
            view! {
                <span class="call-mute">
                    <Icon name="microphone-off" small=true/>
                    <span class="visually-hidden">{call::microphone_off(lang)}</span>
                </span>
            }
        })
    };
    let hand = move || {
        (!screen && is(|one| one.hand > 0)).then(|| {
            view! {
                <span class="pill pill-amber call-hand">
                    <Icon name="hand" small=true/>
                    <span class="visually-hidden">{call::hand_up(lang)}</span>
                </span>
            }
        })
    };
    let weak = move || {
        (!screen && is(|one| one.weak)).then(|| {
            view! {
                <span class="call-mute" title=call::weak(lang)>
                    <Icon name="offline" small=true/>
                    <span class="visually-hidden">{call::weak(lang)}</span>
                </span>
            }
        })
    };
    view! {
        <li
            class="call-tile"
            class:is-screen=screen
            class:is-speaking=move || !screen && is(|one| one.speaking)
        >
            {avatar}
            <video
                node_ref=element
                autoplay
                playsinline
                prop:muted=true
                class:is-mirror=own && !screen
                hidden=move || !seen.get()
                aria-label=shown
            ></video>
            {hand}
            <span class="call-name">{muted}{weak}<span class="call-who">{shown}</span></span>
        </li>
    }
    .into_any()
}
