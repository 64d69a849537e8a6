use super::Icon;
use crate::speech::lang;
use leptos::{ev, html, prelude::*};
use words::common;

/// A dialogue over the page, from below on a phone: the browser's own `<dialog>`, which keeps the
/// focus inside and knows Esc. A press beside it and «Закрыть» close it too.
///
/// The children stand under the head: a `<div class="sheet-body">` and a
/// `<div class="sheet-actions">`, or a `<form>` holding both. Put `autofocus` on the first field
/// or on the harmless button. They are there from the first render on, closed or open; load what
/// is costly when `open` turns true.
#[component]
pub fn Sheet(
    /// Whether it is open; kept in step when the person closes it.
    open: RwSignal<bool>,
    /// Heading.
    #[prop(into)]
    title: String,
    /// Distinguishes two sheets of one page.
    #[prop(optional, into)]
    id: String,
    /// Body and actions.
    children: Children,
) -> impl IntoView {
    let id = if id.is_empty() {
        "sheet".to_owned()
    } else {
        id
    };
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let wanted = open.get();
        if let Some(dialog) = dialog.get() {
            follow(&dialog, wanted);
        }
    });
    // Only a press that begins and ends on the backdrop closes: selecting text and letting go
    // outside does not.
    let pressed = StoredValue::new(false);
    let beside = move |event: &ev::MouseEvent| {
        dialog
            .get_untracked()
            .is_some_and(|dialog| hits_backdrop(&dialog, event))
    };
    view! {
        <dialog
            class="sheet"
            id=id
            aria-labelledby=labelled_by
            node_ref=dialog
            on:close=move |_| open.set(false)
            on:mousedown=move |event| pressed.set_value(beside(&event))
            on:click=move |event| {
                if pressed.get_value() && beside(&event) {
                    open.set(false);
                }
            }
        >
            <div class="sheet-head">
                <h2 id=title_id>{title}</h2>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=common::close(lang())
                    on:click=move |_| open.set(false)
                >
                    <Icon name="close"/>
                </button>
            </div>
            {children()}
        </dialog>
    }
    .into_any()
}

/// Opens or closes the element as the signal says.
#[cfg(feature = "hydrate")]
fn follow(dialog: &web_sys::HtmlDialogElement, wanted: bool) {
    if wanted && !dialog.open() {
        // Fails only for an element outside the document, which then cannot be seen anyway.
        drop(dialog.show_modal());
    } else if !wanted && dialog.open() {
        dialog.close();
    }
}

#[cfg(not(feature = "hydrate"))]
fn follow<T>(_dialog: &T, _wanted: bool) {}

/// Whether the pointer is on the backdrop: its events have the dialog itself as their target, and
/// lie outside its box.
#[cfg(feature = "hydrate")]
fn hits_backdrop(dialog: &web_sys::HtmlDialogElement, event: &ev::MouseEvent) -> bool {
    use wasm_bindgen::JsCast;
    let on_itself = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|target| target.is_same_node(Some(dialog)));
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let rect = dialog.get_bounding_client_rect();
    let inside =
        (rect.left()..=rect.right()).contains(&x) && (rect.top()..=rect.bottom()).contains(&y);
    on_itself && !inside
}

#[cfg(not(feature = "hydrate"))]
fn hits_backdrop<T>(_dialog: &T, _event: &ev::MouseEvent) -> bool {
    false
}
