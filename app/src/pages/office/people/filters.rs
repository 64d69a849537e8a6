//! The search and its filters: a GET form, so that it works without JavaScript; with it the
//! address follows what is typed.

use super::ask::address_of;
use crate::{api::ApiError, speech::lang};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{
    PersonState, Role,
    views::{ClassName, PeopleAsk},
};
use std::time::Duration;
use words::{Lang, people};

/// After the last key; a quick typist asks once a word.
const PAUSE: Duration = Duration::from_millis(180);

/// Id of the field.
const FIELD: &str = "people-q";

/// Roles to choose from.
const ROLES: [Role; 4] = [
    Role::Pupil,
    Role::Guardian,
    Role::Teacher,
    Role::Administrator,
];

/// The form.
#[component]
pub fn Filters(
    /// What is asked for now.
    ask: Memo<PeopleAsk>,
    /// Classes to choose from.
    classes: Resource<Result<Vec<ClassName>, ApiError>>,
) -> impl IntoView {
    let lang = lang();
    let navigate = StoredValue::new(use_navigate());
    // Whoever types before the page has come alive keeps what is typed.
    let early = typed_early(FIELD);
    let hurried = early.is_some();
    let text = RwSignal::new(early.unwrap_or_else(|| ask.with_untracked(|ask| ask.text.clone())));
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        if let Some(Some(running)) = timer.try_update_value(Option::take) {
            running.clear();
        }
    };
    on_cleanup(stop);
    let go = move |change: &dyn Fn(&mut PeopleAsk)| {
        stop();
        let mut next = ask.get_untracked();
        next.text = text.get_untracked();
        next.most = 0;
        change(&mut next);
        if next != ask.get_untracked() {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate.with_value(|navigate| navigate(&address_of(&next), options));
        }
    };
    let typed = move |event: ev::Event| {
        text.set(event_target_value(&event));
        stop();
        let later = set_timeout_with_handle(move || go(&|_| {}), PAUSE);
        timer.set_value(later.ok());
    };
    Effect::new(move |_| {
        if hurried {
            go(&|_| {});
        }
    });
    // «Показать всех» and the browser's «back» change the address from outside.
    Effect::new(move |before: Option<String>| {
        let now = ask.with(|ask| ask.text.clone());
        let moved = before.is_some_and(|before| before != now);
        if moved && timer.with_value(Option::is_none) {
            text.set(now.clone());
        }
        now
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        go(&|_| {});
    };
    let class_options = move || {
        Suspend::new(async move {
            let classes = classes.await.unwrap_or_default();
            let options = classes.into_iter().map(|class| {
                let id = class.id;
                let here = move || ask.with(|ask| ask.class == Some(id));
                option(id.to_string(), class.name, here)
            });
            options.collect::<Vec<AnyView>>()
        })
    };
    let roles = ROLES.map(|role| {
        let here = move || ask.with(|ask| ask.role == Some(role));
        option(
            role.code().to_owned(),
            role_word(lang, role).to_owned(),
            here,
        )
    });
    let states = PersonState::ALL.map(|state| {
        let here = move || ask.with(|ask| ask.state == Some(state));
        option(
            state.code().to_owned(),
            state_word(lang, state).to_owned(),
            here,
        )
    });
    view! {
        <form class="people-filters" method="get" action="/school/people" role="search" on:submit=send>
            <div class="field people-search">
                <label class="field-label" for="people-q">{people::search(lang)}</label>
                <input
                    class="field-input"
                    id=FIELD
                    name="q"
                    type="search"
                    maxlength="100"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=people::search_hint(lang)
                    value=text.get_untracked()
                    prop:value=move || text.get()
                    on:input=typed
                />
            </div>
            <div class="field">
                <label class="field-label" for="people-role">{people::role(lang)}</label>
                <select
                    class="field-input"
                    id="people-role"
                    name="role"
                    on:change=move |event| {
                        let role = Role::from_code(&event_target_value(&event));
                        go(&|ask| ask.role = role);
                    }
                >
                    {option(String::new(), people::any_role(lang).to_owned(), move || {
                        ask.with(|ask| ask.role.is_none())
                    })}
                    {roles.into_iter().collect_view()}
                </select>
            </div>
            <div class="field">
                <label class="field-label" for="people-class">{people::class(lang)}</label>
                <select
                    class="field-input"
                    id="people-class"
                    name="class"
                    on:change=move |event| {
                        let class = event_target_value(&event).parse().ok();
                        go(&|ask| ask.class = class);
                    }
                >
                    {option(String::new(), people::any_class(lang).to_owned(), move || {
                        ask.with(|ask| ask.class.is_none())
                    })}
                    <Transition>{class_options}</Transition>
                </select>
            </div>
            <div class="field">
                <label class="field-label" for="people-linked">{people::state(lang)}</label>
                <select
                    class="field-input"
                    id="people-linked"
                    name="linked"
                    on:change=move |event| {
                        let state = PersonState::from_code(&event_target_value(&event));
                        go(&|ask| ask.state = state);
                    }
                >
                    {option(String::new(), people::any_state(lang).to_owned(), move || {
                        ask.with(|ask| ask.state.is_none())
                    })}
                    {states.into_iter().collect_view()}
                </select>
            </div>
            <button class="button button-secondary" type="submit">{people::find(lang)}</button>
        </form>
    }
    .into_any()
}

/// An option that is chosen in the page as it comes, and follows the address afterwards.
fn option(
    value: String,
    name: String,
    here: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> AnyView {
    view! { <option value=value selected=here prop:selected=here>{name}</option> }.into_any()
}

fn role_word(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Teacher => people::teachers(lang),
        Role::Guardian => people::guardians(lang),
        Role::Pupil => people::pupils(lang),
        _ => people::administrators(lang),
    }
}

fn state_word(lang: Lang, state: PersonState) -> &'static str {
    match state {
        PersonState::Linked => people::state_linked(lang),
        PersonState::NotLinked => people::state_not_linked(lang),
        PersonState::NeverIn => people::state_never_in(lang),
        PersonState::Left => people::state_left(lang),
    }
}

/// What is in a field of the page as the server sent it.
#[cfg(feature = "hydrate")]
fn typed_early(id: &str) -> Option<String> {
    use wasm_bindgen::JsCast as _;
    let field = document().get_element_by_id(id)?;
    Some(field.dyn_into::<web_sys::HtmlInputElement>().ok()?.value())
}

#[cfg(not(feature = "hydrate"))]
fn typed_early(_id: &str) -> Option<String> {
    None
}
