//! Who may be in a call changes while it goes on. Its page is not drawn anew then: the names are
//! read again, and the rows follow.

use super::room::Open;
use crate::{api, calling::Phase};
use leptos::{prelude::*, task::spawn_local};
use model::{CallOf, PersonId};

/// Reads again who may be there whenever something of it has changed, or somebody comes whom the page
/// does not know.
pub(super) fn people(
    open: Open,
    of: CallOf,
    tick: impl Fn() -> (u32, u32) + Copy + Send + Sync + 'static,
) {
    let unknown = Memo::new(move |_| unknown(open));
    let asked = StoredValue::new(0_u32);
    Effect::new(move |before: Option<((u32, u32), Vec<PersonId>)>| {
        let now = (tick(), unknown.get());
        let phase = open.calling.state.with_untracked(|state| state.phase);
        let news = before.is_some_and(|(before, known)| {
            before != now.0 || now.1.iter().any(|one| !known.contains(one))
        });
        if news && !matches!(phase, Phase::Idle | Phase::Out) {
            read(open, of, asked);
        }
        now
    });
}

/// Who is in the call and in no row. Parents who look in on a lesson are rows of its host alone.
fn unknown(open: Open) -> Vec<PersonId> {
    let knows_all = open.at.get().is_some_and(|(of, host)| host || of.is_chat());
    if !knows_all {
        return Vec::new();
    }
    let present: Vec<PersonId> = open.calling.state.with(|state| {
        let people = state.people.iter();
        people.filter_map(|one| one.id.parse().ok()).collect()
    });
    open.people.with(|people| {
        let known = |id: &PersonId| people.iter().any(|one| one.id == *id);
        present.into_iter().filter(|id| !known(id)).collect()
    })
}

fn read(open: Open, of: CallOf, asked: StoredValue<u32>) {
    asked.update_value(|times| *times += 1);
    let own = asked.get_value();
    let held = open.access.get_untracked();
    spawn_local(async move {
        let Ok(page) = api::call_page(of).await else {
            return;
        };
        // Nothing of an earlier question, or of a page that is gone.
        if asked.try_get_value() != Some(own) {
            return;
        }
        open.people.set(page.people);
        if open.chat.get_untracked().is_none() {
            open.chat.set(page.chat);
        }
        // What a host has said meanwhile is newer than this answer.
        if open.access.get_untracked() == held {
            open.access.set(page.access);
        }
    });
}
