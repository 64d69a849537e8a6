//! What one looks at: what is large, and the others beside it or all in a grid.

use super::{
    room::Room,
    tile::tile,
    view::{Shown, large},
};
use crate::{calling::Source, speech::lang};
use leptos::prelude::*;
use words::call;

pub(super) fn view(room: Room) -> AnyView {
    let lang = lang();
    let state = room.calling.state;
    let large = large(room);
    // Tiles stay while people do: only who is there is followed here.
    let others = Memo::new(move |_| {
        state.with(|state| {
            let mut people: Vec<_> = state.people.iter().collect();
            people.sort_by_key(|one| (one.local, one.id.clone()));
            let screens = people.iter().filter(|one| one.screen);
            let screens = screens.map(|one| (Source::Screen, one.id.clone()));
            let faces = people.iter().map(|one| (Source::Camera, one.id.clone()));
            let large = large.get();
            screens
                .chain(faces)
                .filter(|one| !large.contains(one))
                .collect::<Vec<Shown>>()
        })
    });
    let alone = Memo::new(move |_| state.with(|state| state.people.len() < 2));
    let met = Memo::new(move |before: Option<&bool>| before == Some(&true) || !alone.get());
    let dialogue = room.page.with_value(|page| page.dialogue);
    let called = room.answers.get_untracked();
    let nobody = move || match (dialogue, met.get()) {
        (true, false) if called => call::awaited(lang),
        (true, false) => call::ringing(lang),
        (true, true) => call::other_left(lang),
        (false, _) => call::nobody_else(lang),
    };
    view! {
        <div class="call-stage" class:has-large=move || large.with(|all| !all.is_empty())>
            <ul class="call-large">
                <For
                    each=move || large.get()
                    key=|shown| shown.clone()
                    children=move |(source, id)| tile(room, id, source)
                />
            </ul>
            <ul class="call-people">
                <For
                    each=move || others.get()
                    key=|shown| shown.clone()
                    children=move |(source, id)| tile(room, id, source)
                />
            </ul>
            {move || {
                alone.get().then(|| view! { <p class="call-alone" role="status">{nobody}</p> })
            }}
        </div>
    }
    .into_any()
}
