use super::state::DoorState;
use crate::{components::Avatar, speech::lang};
use leptos::prelude::*;
use model::views::{DemoPerson, hue};
use words::{Lang, door};

/// Who can sign in to the demonstration school; a press fills the form.
#[component]
pub(super) fn DemoPanel(people: Vec<DemoPerson>, state: DoorState) -> impl IntoView {
    let lang = lang();
    let hint = hint(lang, &people);
    let people: Vec<AnyView> = people
        .into_iter()
        .map(|person| view! { <li><DemoButton person state/></li> }.into_any())
        .collect();
    view! {
        <aside class="demo-panel" aria-labelledby="demo-title">
            <h2 id="demo-title">{door::demo_title(lang)}</h2>
            <p class="small muted">{hint}</p>
            <ul class="demo-people">{people}</ul>
        </aside>
    }
    .into_any()
}

/// Names the password when everybody has the same.
fn hint(lang: Lang, people: &[DemoPerson]) -> String {
    match people.split_first() {
        Some((first, rest)) if rest.iter().all(|other| other.password == first.password) => {
            door::demo_text_password(lang, &first.password)
        }
        _ => door::demo_text(lang).to_owned(),
    }
}

#[component]
fn DemoButton(person: DemoPerson, state: DoorState) -> impl IntoView {
    let login = person.login.clone();
    let pressed = move || {
        state
            .demo
            .with(|demo| demo.as_ref() == Some(&login))
            .to_string()
    };
    let initials: String = person
        .name
        .split_whitespace()
        .take(2)
        .filter_map(|word| word.chars().next())
        .collect();
    let DemoPerson {
        login, name, note, ..
    } = person.clone();
    view! {
        <button
            class="demo-person"
            type="button"
            aria-pressed=pressed
            on:click=move |_| state.fill(&person)
        >
            <Avatar initials hue=hue(&name) size="size-s"/>
            <span class="entity-text">
                <span class="entity-name">{name}</span>
                <span class="entity-note">
                    <code>{login}</code>
                    {format!(" · {note}")}
                </span>
            </span>
        </button>
    }
    .into_any()
}
