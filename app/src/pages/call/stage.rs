//! What one looks at: a screen with the people beside it, or the people in a grid.

use super::{Room, tile::tile};
use crate::{calling::Source, speech::lang};
use leptos::prelude::*;
use words::call;

pub(super) fn view(room: Room) -> AnyView {
    let lang = lang();
    let state = room.calling.state;
    // Tiles stay while people do: only who is there is followed here.
    let people = Memo::new(move |_| {
        state.with(|state| {
            let mut ids: Vec<(bool, String)> = state
                .people
                .iter()
                .map(|one| (one.local, one.id.clone()))
                .collect();
            ids.sort();
            ids.into_iter().map(|(_, id)| id).collect::<Vec<String>>()
        })
    });
    let screens = Memo::new(move |_| {
        state.with(|state| {
            let shown = state.people.iter().filter(|one| one.screen);
            shown.map(|one| one.id.clone()).collect::<Vec<String>>()
        })
    });
    let alone = Memo::new(move |_| people.with(Vec::len) < 2);
    view! {
        <div class="call-stage" class:has-screen=move || screens.with(|all| !all.is_empty())>
            <ul class="call-screens">
                <For
                    each=move || screens.get()
                    key=|id| id.clone()
                    children=move |id| tile(room, id, Source::Screen)
                />
            </ul>
            <ul class="call-people">
                <For
                    each=move || people.get()
                    key=|id| id.clone()
                    children=move |id| tile(room, id, Source::Camera)
                />
            </ul>
            {move || {
                alone.get().then(|| view! { <p class="call-alone">{call::nobody_else(lang)}</p> })
            }}
        </div>
    }
    .into_any()
}
