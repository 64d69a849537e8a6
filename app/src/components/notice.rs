use super::Icon;
use leptos::prelude::*;

/// A remark in the flow of the page. A `<strong>` in it stands on a line of its own.
#[component]
pub fn Notice(
    /// `info`, `warning`, `error` or `success`.
    #[prop(into)]
    kind: String,
    /// Name of the icon.
    #[prop(into)]
    icon: String,
    /// Words; blocks are allowed.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("notice notice-{kind}")>
            <Icon name=icon/>
            <div>{children()}</div>
        </div>
    }
    .into_any()
}
