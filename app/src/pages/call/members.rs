//! «Участники»: who may be in the call, who is and who is not, hands in the order they were raised
//! (CA-08, CA-13).

use super::{
    access, door,
    room::{Room, spoken},
};
use crate::{
    calling::Present,
    components::{Avatar, Icon},
    speech::lang,
};
use leptos::prelude::*;
use model::{
    CallStep, PersonId, Role,
    views::{CallPerson, hue},
};
use words::call;

/// A list of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Hands,
    Present,
    Waiting,
    Absent,
    Removed,
}

pub(super) fn panel(room: Room) -> AnyView {
    let lang = lang();
    let opened = RwSignal::new(None::<PersonId>);
    view! {
        <aside class="call-panel" aria-label=call::people(lang)>
            <div class="spread">
                <h2>{call::people(lang)}</h2>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=call::close_panel(lang)
                    on:click=move |_| room.panel.set(None)
                >
                    <Icon name="close"/>
                </button>
            </div>
            {room.host().then(|| access::of_all(room))}
            {section(room, List::Hands, call::hands(lang), opened)}
            {section(room, List::Present, call::present(lang), opened)}
            {section(room, List::Waiting, call::waiting(lang), opened)}
            {section(room, List::Absent, call::absent(lang), opened)}
            {section(room, List::Removed, call::removed_list(lang), opened)}
        </aside>
    }
    .into_any()
}

/// Who stands in a list. Rows stay while people do, whatever else changes.
fn listed(room: Room, list: List) -> Vec<PersonId> {
    let chat = room.page.with_value(|page| page.of.is_chat());
    room.calling.state.with(|state| {
        let present = |id: PersonId| state.people.iter().find(|one| one.id == id.to_string());
        room.people.with(|people| {
            let mut rows: Vec<(i64, PersonId)> = people
                .iter()
                .filter_map(|one| {
                    let there = present(one.id);
                    let hand = there.map_or(0, |there| there.hand);
                    // Each stands in the first list that fits, and may have the hand up besides.
                    let place = if there.is_some() {
                        List::Present
                    } else if door::waits(room, one.id).is_some() {
                        List::Waiting
                    } else if room.is_removed(one.id) {
                        List::Removed
                    } else if one.part != Role::Guardian || chat {
                        List::Absent
                    } else {
                        return None;
                    };
                    let stands = place == list || (list == List::Hands && hand > 0);
                    stands.then_some((if list == List::Hands { hand } else { 0 }, one.id))
                })
                .collect();
            rows.sort_by_key(|(hand, _)| *hand);
            rows.into_iter().map(|(_, id)| id).collect()
        })
    })
}

fn section(
    room: Room,
    list: List,
    title: &'static str,
    opened: RwSignal<Option<PersonId>>,
) -> AnyView {
    let rows = Memo::new(move |_| listed(room, list));
    let some = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    view! {
        {move || {
            some.get().then(|| {
                view! {
                    <section>
                        <h3 class="call-list-head">
                            {title} " · " {move || rows.with(Vec::len)}
                        </h3>
                        <ul class="call-list">
                            <For
                                each=move || rows.get()
                                key=|id| *id
                                children=move |id| row(room, list, id, opened)
                            />
                        </ul>
                    </section>
                }
            })
        }}
    }
    .into_any()
}

fn row(room: Room, list: List, id: PersonId, opened: RwSignal<Option<PersonId>>) -> AnyView {
    let Some(person) = untrack(|| room.person(&id.to_string())) else {
        return ().into_any();
    };
    let lang = lang();
    let own = room.calling.state.with_untracked(|state| {
        let mut people = state.people.iter();
        people.any(|one| one.local && one.id == id.to_string())
    });
    let part = match person.part {
        _ if own => Some(call::you(lang)),
        Role::Teacher => Some(call::host(lang)),
        Role::Guardian => Some(call::guardian(lang)),
        _ => None,
    };
    let waits = (list == List::Waiting).then(|| how_waits(room, id));
    let directs = room.host() && !person.host;
    let name = spoken(&person);
    let action = directs.then(|| match list {
        List::Hands => {
            let words = call::give_floor(lang);
            press(words, &name, move || {
                room.direct(CallStep::GiveFloor { person: id });
            })
        }
        List::Removed => {
            let words = call::let_in(lang);
            press(words, &name, move || {
                room.direct(CallStep::LetIn { person: id });
            })
        }
        List::Waiting => asked_back(room, &name, id),
        List::Present => more(&name, id, opened),
        List::Absent => ().into_any(),
    });
    let directed = directs && list == List::Present;
    let below = move || (directed && opened.get() == Some(id)).then(|| access::of_one(room, id));
    view! {
        <li>
            <div class="entity">
                <Avatar initials=person.name.initials() hue=hue(&person.name.full())/>
                <span class="entity-text">
                    <span class="entity-name">{name.clone()}</span>
                    {part.map(|part| view! { <span class="entity-note">{part}</span> })}
                    {waits}
                </span>
                {marks(room, &person)}
                {action}
            </div>
            {below}
        </li>
    }
    .into_any()
}

/// What somebody does before the call.
fn how_waits(room: Room, id: PersonId) -> impl IntoView {
    let lang = lang();
    move || {
        let asks = door::waits(room, id).is_some_and(|one| one.asks);
        let words = match (asks, room.is_removed(id)) {
            (false, _) => call::checks_devices(lang),
            (true, true) => call::asks_back(lang),
            (true, false) => return None,
        };
        Some(view! { <span class="entity-note">{words}</span> })
    }
}

/// Whoever was sent away and asks for it is let in here.
fn asked_back(room: Room, name: &str, id: PersonId) -> AnyView {
    let name = name.to_owned();
    let button = move || {
        room.is_removed(id).then(|| {
            let words = call::let_in(lang());
            press(words, &name, move || {
                room.direct(CallStep::LetIn { person: id });
            })
        })
    };
    view! { {button} }.into_any()
}

fn press(words: &'static str, name: &str, act: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            class="button button-secondary button-small"
            type="button"
            aria-label=format!("{words}: {name}")
            on:click=move |_| act()
        >
            {words}
        </button>
    }
    .into_any()
}

/// Opens what is allowed to somebody.
fn more(name: &str, id: PersonId, opened: RwSignal<Option<PersonId>>) -> AnyView {
    let open = move || opened.get() == Some(id);
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=call::access_of(lang(), name)
            title=call::access_of(lang(), name)
            aria-expanded=move || open().to_string()
            on:click=move |_| {
                opened.update(|now| *now = if *now == Some(id) { None } else { Some(id) });
            }
        >
            <Icon name="sliders"/>
        </button>
    }
    .into_any()
}

/// What somebody in the call does just now.
fn marks(room: Room, person: &CallPerson) -> impl IntoView {
    let lang = lang();
    let id = person.id.to_string();
    let there = Memo::new(move |_| {
        let people = room.calling.state.with(|state| state.people.clone());
        people.into_iter().find(|one| one.id == id)
    });
    let shown = move || {
        there.with(|there| {
            let marks = |there: &Present| {
                [
                    (there.hand > 0, "hand", call::hand_up(lang)),
                    (there.weak, "offline", call::weak(lang)),
                    (there.speaking, "microphone", call::speaks(lang)),
                    (!there.microphone, "microphone-off", call::microphone_off(lang)),
                ]
            };
            there
                .iter()
                .flat_map(marks)
                .filter(|(is, _, _)| *is)
                .map(|(_, icon, words)| {
                    view! { <Icon name=icon small=true/><span class="visually-hidden">{words}</span> }
                        .into_any()
                })
                .collect::<Vec<AnyView>>()
        })
    };
    view! { <span class="call-marks">{shown}</span> }
}
