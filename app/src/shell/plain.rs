use super::{Brand, LanguageSwitch};
use crate::{components::Avatar, speech::lang};
use leptos::prelude::*;
use model::views::{Me, hue};
use words::shell;

/// The frame of pages with one thing to do, without sections: linking, help, errors.
#[component]
pub fn PlainFrame(
    /// The right end of the top bar; the language switch when nothing is given.
    #[prop(optional)]
    person: Option<AnyView>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let person = person.unwrap_or_else(|| {
        view! { <div class="topbar-person"><LanguageSwitch inline=true/></div> }.into_any()
    });
    view! {
        <a class="skip-link" href="#main" rel="external">{shell::skip(lang())}</a>
        <div class="shell shell-plain">
            <header class="topbar">
                <Brand/>
                {person}
            </header>
            <main class="page page-centred" id="main" tabindex="-1">{children()}</main>
        </div>
    }
    .into_any()
}

/// The own name, leading to the own page.
#[component]
pub fn PersonLink(
    /// Who.
    me: Me,
) -> impl IntoView {
    let name = me.name.full();
    view! {
        <a class="topbar-person" href="/profile">
            <span class="topbar-name">{name.clone()}</span>
            <Avatar initials=me.name.initials() hue=hue(&name) size="size-s"/>
        </a>
    }
    .into_any()
}
