//! «Участники»: the class list, who is in the call and who is not, hands in the order they were
//! raised (CA-08, CA-13).

use super::{Room, spoken};
use crate::{
    calling::Present,
    components::{Avatar, Icon},
    speech::lang,
};
use leptos::prelude::*;
use model::{
    Role,
    views::{CallPerson, hue},
};
use words::{Lang, call};

pub(super) fn panel(room: Room, open: RwSignal<bool>) -> AnyView {
    let lang = lang();
    let state = room.calling.state;
    let people = Memo::new(move |_| state.with(|state| state.people.clone()));
    let lists = move || {
        let here = people.get();
        let known = room.page.with_value(|page| page.people.clone());
        let present = |one: &CallPerson| here.iter().find(|there| there.id == one.id.to_string());
        let mut hands: Vec<(&Present, &CallPerson)> = known
            .iter()
            .filter_map(|one| Some((present(one)?, one)))
            .filter(|(there, _)| there.hand > 0)
            .collect();
        hands.sort_by_key(|(there, _)| there.hand);
        let raised: Vec<AnyView> = hands
            .iter()
            .map(|(there, one)| row(lang, one, Some(there)))
            .collect();
        let inside: Vec<AnyView> = known
            .iter()
            .filter_map(|one| Some((one, present(one)?)))
            .map(|(one, there)| row(lang, one, Some(there)))
            .collect();
        let outside: Vec<AnyView> = known
            .iter()
            .filter(|one| one.part != Role::Guardian && present(one).is_none())
            .map(|one| row(lang, one, None))
            .collect();
        view! {
            {section(call::hands(lang), raised)}
            {section(call::present(lang), inside)}
            {section(call::absent(lang), outside)}
        }
    };
    view! {
        <aside class="call-panel" aria-label=call::people(lang)>
            <div class="spread">
                <h2>{call::people(lang)}</h2>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=call::close_panel(lang)
                    on:click=move |_| open.set(false)
                >
                    <Icon name="close"/>
                </button>
            </div>
            {lists}
        </aside>
    }
    .into_any()
}

fn section(title: &'static str, rows: Vec<AnyView>) -> Option<AnyView> {
    let count = rows.len();
    (count > 0).then(|| {
        view! {
            <section>
                <h3 class="call-list-head">{title}" · "{count}</h3>
                <ul class="call-list">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn row(lang: Lang, person: &CallPerson, there: Option<&Present>) -> AnyView {
    let part = match person.part {
        Role::Teacher => Some(call::host(lang)),
        Role::Guardian => Some(call::guardian(lang)),
        _ => None,
    };
    let marks: Vec<AnyView> = there
        .into_iter()
        .flat_map(|there| {
            [
                (there.hand > 0, "hand", call::hand_up(lang)),
                (there.speaking, "microphone", call::speaks(lang)),
                (
                    !there.microphone,
                    "microphone-off",
                    call::microphone_off(lang),
                ),
            ]
        })
        .filter(|(is, _, _)| *is)
        .map(|(_, icon, words)| {
            view! { <Icon name=icon small=true/><span class="visually-hidden">{words}</span> }
                .into_any()
        })
        .collect();
    view! {
        <li class="entity">
            <Avatar initials=person.name.initials() hue=hue(&person.name.full())/>
            <span class="entity-text">
                <span class="entity-name">{spoken(person)}</span>
                {part.map(|part| view! { <span class="entity-note">{part}</span> })}
            </span>
            <span class="call-marks">{marks}</span>
        </li>
    }
    .into_any()
}
