use super::{organisation::OrganisationField, password::PasswordField, state::DoorState};
use crate::{
    components::Icon,
    shell::LanguageSwitch,
    speech::{lang, say},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    Problem,
    views::{Door, DoorDraft},
};
use words::{door, problem};

/// The form itself: `POST /sign-in` with `scope` (`school`, `authority`), `org` (the number of
/// the organisation chosen, empty without the script), `org_text` (its name as typed), `login`,
/// `password`, `remember` (`on`) and `next`.
#[component]
pub(super) fn DoorForm(door: Door, state: DoorState) -> impl IntoView {
    let lang = lang();
    let draft = door.draft.clone().unwrap_or_default();
    let next = use_query_map()
        .with_untracked(|query| query.get("next"))
        .unwrap_or_default();
    let refused = about_the_whole(&draft).map(|what| {
        view! {
            <div class="form-error" role="alert" id="door-error">
                <Icon name="warning"/>
                <p>{say(lang, what)}</p>
            </div>
        }
    });
    view! {
        <section class="card door-card" aria-labelledby="door-title">
            <h2 id="door-title" class="door-title">{door::title(lang)}</h2>
            <p class="muted">{door::by_password(lang)}</p>
            <form class="form" method="post" action="/sign-in">
                {refused}
                <ScopeField door=door.clone() state/>
                <OrganisationField door state/>
                <LoginField draft=draft.clone() state/>
                <PasswordField draft=draft.clone() state/>
                <input type="hidden" name="next" value=next/>
                <div class="form-line">
                    <label class="checkbox">
                        <input type="checkbox" name="remember" checked=draft.remember/>
                        {door::remember(lang)}
                    </label>
                    <a class="link-button" href="/sign-in/forgot" rel="external">{door::forgot(lang)}</a>
                </div>
                <button class="button button-primary button-block" node_ref=state.submit>
                    {door::enter(lang)}
                </button>
                <a class="button button-quiet button-block" href="/first" rel="external">{door::first(lang)}</a>
            </form>
            <LanguageSwitch inline=true/>
        </section>
    }
    .into_any()
}

/// The refusals that are about no one field.
fn about_the_whole(draft: &DoorDraft) -> Option<&Problem> {
    draft
        .problem
        .as_ref()
        .filter(|what| !matches!(what, Problem::OrganisationMissing | Problem::FieldMissing))
}

/// «Организация» or «Орган управления» (ID-06).
#[component]
fn ScopeField(door: Door, state: DoorState) -> impl IntoView {
    let lang = lang();
    let draft = state.authority.get_untracked();
    let door = StoredValue::new(door);
    let turn = move |authority| door.with_value(|door| state.turn_to(door, authority));
    view! {
        <fieldset class="field">
            <legend class="visually-hidden">{door::scope(lang)}</legend>
            <div class="segmented">
                <label>
                    <input
                        class="visually-hidden"
                        type="radio"
                        name="scope"
                        value="school"
                        checked=!draft
                        prop:checked=move || !state.authority.get()
                        on:change=move |_| turn(false)
                    />
                    {door::organisation(lang)}
                </label>
                <label>
                    <input
                        class="visually-hidden"
                        type="radio"
                        name="scope"
                        value="authority"
                        checked=draft
                        prop:checked=move || state.authority.get()
                        on:change=move |_| turn(true)
                    />
                    {door::authority(lang)}
                </label>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn LoginField(draft: DoorDraft, state: DoorState) -> impl IntoView {
    let lang = lang();
    let wrong = move || state.wrong.with(|wrong| wrong.login);
    let missing = draft.problem == Some(Problem::FieldMissing);
    let autofocus = missing && draft.login.trim().is_empty();
    view! {
        <div class="field">
            <label class="field-label" for="login">{door::login(lang)}</label>
            <input
                class="field-input"
                id="login"
                name="login"
                autocomplete="username"
                autocapitalize="none"
                spellcheck="false"
                maxlength="200"
                value=draft.login
                autofocus=autofocus
                node_ref=state.login
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=move || wrong().then_some(described(missing, "login-error"))
                on:input=move |_| state.wrong.update(|wrong| wrong.login = false)
            />
            {move || (missing && wrong()).then(|| field_error("login-error", problem::field_missing(lang)))}
        </div>
    }
    .into_any()
}

/// What tells why a field is marked: its own words, or those above the form.
pub(super) fn described(own: bool, id: &'static str) -> &'static str {
    if own { id } else { "door-error" }
}

/// Words under a field.
pub(super) fn field_error(id: &'static str, text: &'static str) -> AnyView {
    view! { <p class="field-error" id=id>{text}</p> }.into_any()
}
