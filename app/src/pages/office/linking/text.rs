//! «Текст для отправки»: ready to copy, and on paper a sheet for the whole class.

use crate::{components::Icon, speech::lang};
use leptos::prelude::*;
use words::{Lang, linking};

/// To whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Audience {
    Pupils,
    Guardians,
}

/// The texts for both audiences, and the sheet.
#[component]
pub(super) fn SendText(
    /// «4А»
    class: String,
    /// The journal's address.
    address: String,
) -> impl IntoView {
    let lang = lang();
    let chosen = RwSignal::new(Audience::Pupils);
    let copied = RwSignal::new(false);
    let letter = StoredValue::new((class, address));
    let text = move |audience| {
        letter.with_value(|(class, address)| Letter::of(lang, audience, class, address))
    };
    let choice = move |audience, id: &'static str, name: &'static str| {
        view! {
            <label>
                <input
                    class="visually-hidden"
                    type="radio"
                    name="audience"
                    id=id
                    checked=audience == Audience::Pupils
                    on:change=move |_| {
                        chosen.set(audience);
                        copied.set(false);
                    }
                />
                {name}
            </label>
        }
    };
    // Both letters are there, and the style shows the chosen one: so it works without JavaScript.
    view! {
        <section class="card send-card" aria-labelledby="send">
            <div class="only-screen stack-tight">
                <h2 id="send">{linking::send_title(lang)}</h2>
                <p class="muted">{linking::send_sub(lang)}</p>
                <fieldset class="field">
                    <legend class="visually-hidden">{linking::send_title(lang)}</legend>
                    <div class="segmented">
                        {choice(Audience::Pupils, "for-pupils", linking::for_pupils(lang))}
                        {choice(Audience::Guardians, "for-guardians", linking::for_guardians(lang))}
                    </div>
                </fieldset>
            </div>
            {sheet(&text(Audience::Pupils), "send-text send-pupils")}
            {sheet(&text(Audience::Guardians), "send-text send-guardians")}
            <div class="row only-screen">
                <button
                    class="button button-primary"
                    type="button"
                    on:click=move |_| {
                        copy(&text(chosen.get_untracked()).plain());
                        copied.set(true);
                    }
                >
                    {linking::copy(lang)}
                </button>
                <button class="button button-secondary" type="button" on:click=move |_| print()>
                    {linking::print(lang)}
                </button>
                <span class="muted" role="status">
                    {move || copied.get().then(|| view! {
                        <Icon name="check" small=true/>
                        " "
                        {linking::copied(lang)}
                    })}
                </span>
            </div>
        </section>
    }
    .into_any()
}

/// What is sent.
struct Letter {
    title: &'static str,
    greeting: String,
    steps: [String; 3],
    help: &'static str,
}

impl Letter {
    fn of(lang: Lang, audience: Audience, class: &str, address: &str) -> Self {
        let (greeting, last) = match audience {
            Audience::Pupils => (
                linking::text_pupils(lang, class),
                linking::step_three_pupils(lang),
            ),
            Audience::Guardians => (
                linking::text_guardians(lang, class),
                linking::step_three_guardians(lang),
            ),
        };
        Self {
            title: linking::sheet_title(lang),
            greeting,
            steps: [
                linking::step_one(lang, address),
                linking::step_two(lang).to_owned(),
                last.to_owned(),
            ],
            help: linking::help(lang),
        }
    }

    /// As it goes into a message.
    fn plain(&self) -> String {
        let [one, two, three] = &self.steps;
        format!(
            "{}\n\n1. {one}\n2. {two}\n3. {three}\n\n{}",
            self.greeting, self.help
        )
    }
}

/// The letter on the screen, and alone on paper.
fn sheet(letter: &Letter, class: &'static str) -> AnyView {
    let steps: Vec<AnyView> = letter
        .steps
        .iter()
        .map(|step| view! { <li>{step.clone()}</li> }.into_any())
        .collect();
    view! {
        <div class=class>
            <p class="send-title only-paper">{letter.title}</p>
            <p>{letter.greeting.clone()}</p>
            <ol>{steps}</ol>
            <p>{letter.help}</p>
        </div>
    }
    .into_any()
}

/// Into the clipboard; where the browser allows none, the text can be marked by hand.
#[cfg(feature = "hydrate")]
fn copy(text: &str) {
    drop(window().navigator().clipboard().write_text(text));
}

#[cfg(not(feature = "hydrate"))]
fn copy(_text: &str) {}

#[cfg(feature = "hydrate")]
fn print() {
    drop(window().print());
}

#[cfg(not(feature = "hydrate"))]
fn print() {}
