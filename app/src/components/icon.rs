use leptos::prelude::*;

/// An icon of the sprite `/icons.svg`. Says nothing to the ear: a button with an icon alone needs
/// an `aria-label`.
#[component]
pub fn Icon(
    /// Name without its prefix: `calendar`.
    #[prop(into)]
    name: String,
    /// 16 px rather than 24.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = if small { "icon icon-s" } else { "icon" };
    view! {
        <svg class=class aria-hidden="true">
            <use href=format!("/icons.svg#i-{name}")></use>
        </svg>
    }
    .into_any()
}
