//! Who is at the call's page without being in it: told to the host, who lets in whom was sent away.

use super::room::{Open, Room};
use crate::{
    calling::Phase,
    components::Icon,
    live::{Connection, Live},
    speech::lang,
};
use leptos::prelude::*;
use model::{CallStage, PersonId, views::CallWaiting, wire::ClientFrame};
use words::call;

/// Says where this page is, for as long as it is there, and takes up what hosts are told.
pub(super) fn stand(open: Open, beneath: RwSignal<bool>) {
    let Some(live) = use_context::<Live>() else {
        return;
    };
    let place = Memo::new(move |_| {
        let (of, host) = open.at.get()?;
        let stands = match open.calling.state.with(|state| state.phase) {
            Phase::Idle | Phase::Connecting => !beneath.get(),
            // In the call a host hears who is before it.
            Phase::In | Phase::Back => host,
            Phase::Out => false,
        };
        stands.then_some(of)
    });
    let asks = Memo::new(move |_| open.wanted.get() || open.asks.get());
    // A new connection knows nothing of what was said to the one before.
    Effect::new(move || {
        let (of, asks) = (place.get(), asks.get());
        if live.connection.get() == Connection::Online {
            live.say(ClientFrame::AtCall { of, asks });
        }
    });
    on_cleanup(move || {
        live.say(ClientFrame::AtCall {
            of: None,
            asks: false,
        });
    });
    Effect::new(move || {
        let told = live.at_call.waiting.get();
        let here = open.at.get().map(|(of, _)| of);
        let told = told.filter(|(of, _)| Some(*of) == here);
        open.waiting
            .set(told.map(|(_, people)| people).unwrap_or_default());
    });
    Effect::new(move || {
        let told = live.at_call.access.get();
        if let Some((of, access)) = told
            && open.at.get_untracked().map(|(of, _)| of) == Some(of)
        {
            open.access.set(Some(access));
        }
    });
}

/// In, once the host lets in whom was sent away.
pub(super) fn back_when_let_in(room: Room) {
    let Some(live) = use_context::<Live>() else {
        return;
    };
    Effect::new(move |before: Option<()>| {
        let of = live.at_call.let_in.get();
        // What was told before this page is over.
        let here = before.is_some() && of == Some(room.page.with_value(|page| page.of));
        if here && room.asks.get_untracked() {
            room.enter();
        }
    });
}

/// Whether somebody waits: is at the page, is not in the call, and is not out of it for good.
pub(super) fn waits(room: Room, person: PersonId) -> Option<CallWaiting> {
    let own = room
        .waiting
        .with(|all| all.iter().find(|one| one.person == person).copied())?;
    (own.asks || !room.is_removed(person)).then_some(own)
}

/// How many ask to be let in again.
pub(super) fn asking(room: Room) -> usize {
    room.waiting.with(|all| {
        let asking = all
            .iter()
            .filter(|one| one.asks && room.is_removed(one.person));
        asking.count()
    })
}

/// On the host's page of devices: how many wait for the beginning.
pub(super) fn count(room: Room) -> impl IntoView {
    let ahead = room
        .page
        .with_value(|page| page.host && page.stage == CallStage::Ahead);
    let count = Memo::new(move |_| {
        let asking = |all: &Vec<CallWaiting>| all.iter().filter(|one| one.asks).count();
        room.waiting.with(asking)
    });
    let shown = move || {
        let count = count.get();
        (ahead && count > 0).then(|| call::wait_for_you(lang(), &count.to_string()))
    };
    view! { <p role="status">{shown}</p> }
}

/// Why one is still before the call, and that nothing is to be pressed.
pub(super) fn wait(room: Room) -> impl IntoView {
    let lang = lang();
    let early = room.is_early();
    move || {
        let (title, why) = if room.asks.get() {
            (call::asks_title(lang), call::asks_why(lang))
        } else if early && room.wanted.get() {
            (call::waiting_title(lang), call::waiting_why(lang))
        } else {
            return None;
        };
        Some(view! {
            <div class="call-wait" role="status">
                <Icon name="clock"/>
                <div>
                    <p><strong>{title}</strong></p>
                    <p class="muted">{why}</p>
                </div>
            </div>
        })
    }
}
