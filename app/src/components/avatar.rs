use leptos::prelude::*;
use model::ChatKind;

/// A person: a circle with two letters. Decoration, the name stands beside it.
#[component]
pub fn Avatar(
    /// Two letters.
    #[prop(into)]
    initials: String,
    /// Hue 0..=7, see [`model::views::hue`].
    hue: u8,
    /// `size-s`, `size-l`, or nothing.
    #[prop(optional, into)]
    size: String,
) -> impl IntoView {
    mark("avatar", initials, hue, &size)
}

/// A class, subject or group: a rounded square. Decoration, the name stands beside it.
#[component]
pub fn Tile(
    /// «4А», «М».
    #[prop(into)]
    text: String,
    /// Hue 0..=7, see [`model::views::hue`].
    hue: u8,
    /// `size-s`, `size-l`, or nothing.
    #[prop(optional, into)]
    size: String,
) -> impl IntoView {
    mark("tile", text, hue, &size)
}

fn mark(shape: &str, text: String, hue: u8, size: &str) -> AnyView {
    let space = if size.is_empty() { "" } else { " " };
    let class = format!("{shape}{space}{size} hue-{hue}");
    view! { <span class=class aria-hidden="true">{text}</span> }.into_any()
}

/// A chat: the circle of the other person for a dialogue, a square for all others.
#[component]
pub fn ChatMark(
    /// Of what kind.
    kind: ChatKind,
    /// «4А», «М», «ИМ».
    text: String,
    /// Hue 0..=7, see [`model::views::hue`].
    hue: u8,
    /// `size-s`, `size-l`, or nothing.
    #[prop(optional, into)]
    size: String,
) -> impl IntoView {
    let shape = match kind {
        ChatKind::Dialogue => "avatar",
        _ => "tile",
    };
    mark(shape, text, hue, &size)
}
