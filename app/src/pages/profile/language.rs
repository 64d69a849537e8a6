//! The language of the interface: a form, since the server renders the page anew.

use crate::speech::lang;
use leptos::prelude::*;
use words::{Lang, profile};

/// Both languages, each in its own words.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let here = lang();
    let choice = move |to: Lang, name: &'static str| {
        let pressed = if to == here { "true" } else { "false" };
        view! {
            <button type="submit" name="lang" value=to.code() lang=to.code() aria-pressed=pressed>
                {name}
            </button>
        }
    };
    view! {
        <section class="card">
            <h2 id="language-title">{profile::language(here)}</h2>
            <form method="post" action="/language">
                <input type="hidden" name="back" value="/profile"/>
                <div class="segmented" role="group" aria-labelledby="language-title">
                    {choice(Lang::Russian, profile::russian(here))}
                    {choice(Lang::English, profile::english(here))}
                </div>
            </form>
        </section>
    }
    .into_any()
}
