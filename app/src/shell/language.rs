use crate::{components::Icon, speech::lang};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use words::{Lang, shell};

/// The other language, in its own words: a form, since the server renders the page anew.
#[component]
pub fn LanguageSwitch(
    /// A word in a line rather than an item of a menu.
    #[prop(optional)]
    inline: bool,
) -> impl IntoView {
    let lang = lang();
    let other = match lang {
        Lang::Russian => Lang::English,
        Lang::English => Lang::Russian,
    };
    let place = use_location();
    let back = move || {
        let path = place.pathname.get();
        let query = place.search.get();
        if query.is_empty() {
            path
        } else {
            format!("{path}?{}", query.trim_start_matches('?'))
        }
    };
    let class = if inline { "link-button" } else { "menu-item" };
    view! {
        <form method="post" action="/language">
            <input type="hidden" name="lang" value=other.code()/>
            <input type="hidden" name="back" value=back/>
            <button class=class lang=other.code()>
                {(!inline).then(|| view! { <Icon name="globe"/> })}
                {shell::other_language(lang)}
            </button>
        </form>
    }
    .into_any()
}
