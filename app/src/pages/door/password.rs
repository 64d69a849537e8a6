use super::{
    form::{described, field_error},
    state::DoorState,
};
use crate::speech::lang;
use leptos::prelude::*;
use model::{Problem, views::DoorDraft};
use words::{door, problem};

/// The password, which can be shown. After a refusal one types it again, so the focus is here.
#[component]
pub(super) fn PasswordField(draft: DoorDraft, state: DoorState) -> impl IntoView {
    let lang = lang();
    let shown = RwSignal::new(false);
    let wrong = move || state.wrong.with(|wrong| wrong.password);
    let missing = draft.problem == Some(Problem::FieldMissing);
    let has_login = !draft.login.trim().is_empty();
    let autofocus = has_login
        && draft
            .problem
            .is_some_and(|what| what != Problem::OrganisationMissing);
    view! {
        <div class="field">
            <label class="field-label" for="password">{door::password(lang)}</label>
            <div class="field-password">
                <input
                    class="field-input"
                    id="password"
                    name="password"
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete="current-password"
                    autocapitalize="none"
                    spellcheck="false"
                    autofocus=autofocus
                    node_ref=state.password
                    aria-invalid=move || wrong().then_some("true")
                    aria-describedby=move || {
                        wrong().then_some(described(missing, "password-error"))
                    }
                    on:input=move |_| state.wrong.update(|wrong| wrong.password = false)
                />
                // Does nothing without the script, so it is not there without it; it lies over
                // the field and moves nothing when it comes.
                <button
                    type="button"
                    aria-pressed=move || shown.get().to_string()
                    aria-controls="password"
                    hidden=move || !state.ready.get()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || if shown.get() { door::hide(lang) } else { door::show(lang) }}
                </button>
            </div>
            {move || (missing && wrong()).then(|| field_error("password-error", problem::field_missing(lang)))}
        </div>
    }
    .into_any()
}
