//! Keys by their place, so that they work in a Russian layout too; not while one writes.

#[cfg(feature = "hydrate")]
use leptos::{ev, prelude::*};
#[cfg(feature = "hydrate")]
use wasm_bindgen::JsCast as _;

/// Does what a letter says, while this part of the page is there.
#[cfg(feature = "hydrate")]
pub(super) fn heard(act: impl Fn(&str) + 'static) {
    let heard = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() {
            return;
        }
        let target = event.target();
        let element = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let writes = element.is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                || element.closest("dialog").ok().flatten().is_some()
        });
        if writes {
            return;
        }
        let code = event.code();
        if let Some(key) = code.strip_prefix("Key") {
            act(&key.to_lowercase());
        }
    };
    let handle = window_event_listener(ev::keydown, heard);
    on_cleanup(move || handle.remove());
}

#[cfg(not(feature = "hydrate"))]
pub(super) fn heard(_act: impl Fn(&str) + 'static) {}
