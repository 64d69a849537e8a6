use crate::{shell::product, speech::lang};
use leptos::{html, prelude::*};
use leptos_meta::Title;
use words::shell;

/// The name of the page, in the window's title too.
#[component]
pub fn PageTitle(
    /// «Расписание»
    #[prop(into)]
    title: String,
) -> impl IntoView {
    view! { <Title text=shell::window_title(lang(), &title, &product())/> }
}

/// The head of a page: heading, a line under it, actions at the right. Sets the window's title,
/// and takes the focus when one comes from another page.
#[component]
pub fn PageHead(
    /// Heading.
    #[prop(into)]
    title: String,
    /// The line under it.
    #[prop(optional, into)]
    sub: Option<String>,
    /// Actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = heading_with_focus();
    view! {
        <PageTitle title=title.clone()/>
        <header class="page-head">
            <div class="page-head-text">
                <h1 tabindex="-1" node_ref=heading>{title}</h1>
                {sub.map(|sub| view! { <p class="page-sub">{sub}</p> })}
            </div>
            {children.map(|actions| view! { <div class="page-actions">{actions()}</div> })}
        </header>
    }
    .into_any()
}

/// A reference for an `<h1 tabindex="-1">` that takes the focus after a change of page, so that a
/// screen reader says where one is. Not on the first page of a visit and not when the same page
/// is drawn anew.
#[must_use]
pub fn heading_with_focus() -> NodeRef<html::H1> {
    let heading = NodeRef::<html::H1>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        if let Some(heading) = heading.get()
            && is_another(&heading.text_content().unwrap_or_default())
        {
            drop(heading.focus());
        }
    });
    heading
}

/// Whether this is another page than that of the last heading: another path, or another step
/// under the same one.
#[cfg(feature = "hydrate")]
fn is_another(heading: &str) -> bool {
    use std::cell::RefCell;
    thread_local! {
        static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
    }
    let here = window().location().pathname().unwrap_or_default() + "#" + heading;
    LAST.with_borrow_mut(|last| {
        let elsewhere = last.as_ref().is_some_and(|last| *last != here);
        *last = Some(here);
        elsewhere
    })
}
