//! «Свернуть звонок» (CA-16, CA-17): the call stays this page, and the journal or the messenger opens
//! in a frame beneath it, so that going from page to page there does not end the call.

use super::room::Room;
use crate::speech::lang;
use leptos::prelude::*;
use model::{CallOf, views::CallPage};
use words::call;

/// Where one is when the call becomes small for the first time.
fn beneath(page: &CallPage) -> String {
    match page.of {
        CallOf::Lesson(_) => page.back.clone(),
        CallOf::Chat(chat) => format!("/messenger/{chat}"),
    }
}

/// The frame. It is there from the first time on, so that one comes back to where one was.
pub(super) fn journal(room: Room) -> AnyView {
    let lang = lang();
    let wanted = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or_default() || room.small.get()
    });
    grow_when_asked(room);
    view! {
        {move || {
            wanted.get().then(|| {
                view! {
                    <iframe
                        class="call-beneath"
                        src=room.page.with_value(beneath)
                        title=call::beneath(lang)
                        hidden=move || !room.small.get()
                    ></iframe>
                }
            })
        }}
    }
    .into_any()
}

/// What the page in the frame says when one goes to this call there.
#[cfg(feature = "hydrate")]
const GROW: &str = "zvonok:grow";

#[cfg(feature = "hydrate")]
fn grow_when_asked(room: Room) {
    let origin = window().location().origin().unwrap_or_default();
    let heard = move |event: web_sys::MessageEvent| {
        let ours = event.origin() == origin && event.data().as_string().as_deref() == Some(GROW);
        if ours {
            room.small.set(false);
        }
    };
    let handle = window_event_listener(leptos::ev::message, heard);
    on_cleanup(move || handle.remove());
}

#[cfg(not(feature = "hydrate"))]
fn grow_when_asked(_room: Room) {}

/// In the frame of another call's page no second call begins: the same one grows, another one takes
/// the whole window.
#[cfg(feature = "hydrate")]
pub(super) fn is_beneath() -> bool {
    let here = window();
    let Ok(Some(above)) = here.parent() else {
        return false;
    };
    if above == here {
        return false;
    }
    let path = |of: &web_sys::Window| of.location().pathname().unwrap_or_default();
    let (own, other) = (path(&here), path(&above));
    if own == other {
        let origin = here.location().origin().unwrap_or_default();
        drop(above.post_message(&GROW.into(), &origin));
        if let Ok(history) = here.history() {
            drop(history.back());
        }
    } else {
        drop(above.location().assign(&own));
    }
    true
}
