//! The organisation, found while typing (ID-07). The pattern is the ARIA combobox with a list.
//! Without the script it is an input with the browser's own `<datalist>`, and the server goes by
//! the name.

use super::{
    form::field_error,
    found::marked,
    list::{List, option_id},
    state::DoorState,
};
use crate::{components::Icon, speech::lang};
use leptos::prelude::*;
use model::{
    Problem,
    views::{Door, Organisation},
};
use words::{door, problem};

#[component]
pub(super) fn OrganisationField(door: Door, state: DoorState) -> impl IntoView {
    let lang = lang();
    let draft = door.draft.clone().unwrap_or_default();
    let text = state
        .chosen
        .with_untracked(|chosen| chosen.as_ref().map(|it| it.name.clone()))
        .unwrap_or(draft.org_text);
    let autofocus = draft.problem == Some(Problem::OrganisationMissing);
    let names: Vec<AnyView> = door
        .organisations
        .iter()
        .map(|it| view! { <option value=it.name.clone()></option> }.into_any())
        .collect();
    let list = List::new(door, state);
    let ready = state.ready;
    let wrong = move || state.wrong.with(|wrong| wrong.org);
    let label = move || {
        if state.authority.get() {
            door::choose_authority(lang)
        } else {
            door::choose_organisation(lang)
        }
    };
    let expanded = move || ready.get().then(|| list.open.get().to_string());
    let active = move || list.active.get().filter(|_| list.open.get()).map(option_id);
    // Set by the script alone: without it the number could belong to another name than the typed.
    let number = move || {
        state
            .chosen
            .with(|it| it.as_ref().map(|it| it.id.to_string()))
    };
    view! {
        <div class="field">
            <label class="field-label" for="org">{label}</label>
            <input type="hidden" name="org" prop:value=move || number().unwrap_or_default()/>
            <div class="combobox">
                <input
                    class="field-input"
                    id="org"
                    name="org_text"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="300"
                    placeholder=door::organisation_hint(lang)
                    value=text
                    autofocus=autofocus
                    node_ref=state.org
                    list=move || (!ready.get()).then_some("org-names")
                    role=move || ready.get().then_some("combobox")
                    aria-expanded=expanded
                    aria-controls=move || ready.get().then_some("org-list")
                    aria-autocomplete=move || ready.get().then_some("list")
                    aria-activedescendant=active
                    aria-invalid=move || wrong().then_some("true")
                    aria-describedby=move || wrong().then_some("org-error")
                    on:click=move |_| list.unfold()
                    on:input=move |event| list.typed(event_target_value(&event))
                    on:keydown=move |event| list.key(&event)
                    on:blur=move |_| list.leave()
                />
                <Icon name="chevron-down"/>
                <Options list/>
                <datalist id="org-names">{names}</datalist>
            </div>
            {move || wrong().then(|| field_error("org-error", problem::organisation_missing(lang)))}
        </div>
    }
    .into_any()
}

#[component]
fn Options(list: List) -> impl IntoView {
    let lang = lang();
    let options = move || {
        let text = list.text.get();
        list.found.with(|found| {
            found
                .iter()
                .enumerate()
                .map(|(at, it)| {
                    view! { <Choice list at it=it.clone() text=text.clone()/> }.into_any()
                })
                .collect::<Vec<AnyView>>()
        })
    };
    // Why the list is empty, or how many there are, for the eye and the ear.
    let remark = move || {
        let count = list.found.with(Vec::len);
        match () {
            () if list.failed.get() => door::not_searched(lang).to_owned(),
            () if count > 0 => {
                door::organisations_found(lang, u32::try_from(count).unwrap_or(u32::MAX))
            }
            () if list.waiting.get() => door::searching(lang).to_owned(),
            () => door::nothing_found(lang).to_owned(),
        }
    };
    let empty = move || list.found.with(Vec::is_empty);
    view! {
        <ul
            class="combobox-list"
            id="org-list"
            role="listbox"
            aria-label=door::choose_organisation(lang)
            hidden=move || !list.open.get() || empty()
        >
            {options}
        </ul>
        <div class="combobox-list" hidden=move || !list.open.get() || !empty()>
            <p class="combobox-empty">{remark}</p>
        </div>
        <p class="visually-hidden" role="status">
            {move || list.open.get().then(remark)}
        </p>
    }
    .into_any()
}

#[component]
fn Choice(list: List, at: usize, it: Organisation, text: String) -> impl IntoView {
    let pieces: Vec<AnyView> = marked(&it.name, &text)
        .into_iter()
        .map(|(piece, typed)| {
            if typed {
                view! { <mark>{piece}</mark> }.into_any()
            } else {
                piece.into_any()
            }
        })
        .collect();
    let here = move || list.active.get() == Some(at);
    view! {
        <li
            class="combobox-option"
            role="option"
            id=option_id(at)
            aria-selected=move || here().to_string()
            // The press must not take the focus away from the field.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| list.take(at)
        >
            <span>{pieces}</span>
        </li>
    }
    .into_any()
}
