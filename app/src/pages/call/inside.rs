//! The call itself: pictures, what stands beside them, controls.

use super::{
    chat, controls, floating,
    leaving::LeaveSheet,
    members, notices,
    room::{Panel, Room},
    settings::SettingsSheet,
    stage,
    view::ViewSheet,
};
use crate::speech::lang;
use leptos::prelude::*;
use model::Role;
use words::call;

/// Sheets that open over the call.
#[derive(Clone, Copy)]
pub(super) struct Sheets {
    pub leaving: RwSignal<bool>,
    pub view: RwSignal<bool>,
    pub settings: RwSignal<bool>,
}

pub(super) fn inside(room: Room) -> AnyView {
    let sheets = Sheets {
        leaving: RwSignal::new(false),
        view: RwSignal::new(false),
        settings: RwSignal::new(false),
    };
    let panel = move || match room.panel.get() {
        Some(Panel::People) => Some(members::panel(room)),
        Some(Panel::Chat) => room.chat.get().map(|chat| chat::panel(room, chat)),
        None => None,
    };
    view! {
        {floating::journal(room)}
        <div class="call-window">
            {head(room)}
            {notices::view(room)}
            <div class="call-body" class:has-panel=move || room.panel.get().is_some()>
                <main class="call-main" id="main">{stage::view(room)}</main>
                {panel}
            </div>
            {controls::bar(room, sheets)}
        </div>
        <LeaveSheet open=sheets.leaving room/>
        <ViewSheet open=sheets.view room/>
        <SettingsSheet open=sheets.settings room/>
    }
    .into_any()
}

fn head(room: Room) -> AnyView {
    let lang = lang();
    let state = room.calling.state;
    let (title, dialogue) = room
        .page
        .with_value(|page| (page.title.clone(), page.dialogue));
    let lesson = room.page.with_value(|page| !page.of.is_chat());
    let all = Memo::new(move |_| {
        room.people.with(|people| {
            // Parents look in on a lesson, nobody misses them.
            let missed = people
                .iter()
                .filter(|one| !lesson || one.part != Role::Guardian);
            missed.count()
        })
    });
    let here = move || {
        let here = state.with(|state| state.people.len());
        call::in_call(lang, &all.get().max(here).to_string(), &here.to_string())
    };
    view! {
        <header class="call-head">
            <h1>{title}</h1>
            // Of two one sees whether the other is there.
            {(!dialogue).then(|| view! {
                <span class="pill pill-amber">{call::going(lang)}</span>
                <span class="pill pill-neutral">{here}</span>
            })}
        </header>
    }
    .into_any()
}
