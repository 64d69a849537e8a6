//! The list with its search and its filter by class.

use super::row::row;
use crate::{components::Icon, speech::lang};
use leptos::prelude::*;
use model::{
    name::plain,
    views::{ManagedChat, Management},
};
use words::management;

/// From how many chats on search and filter are offered.
const MANY: usize = 8;

/// What was chosen to look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Part of a name.
    text: RwSignal<String>,
    /// Name of a class; empty for all.
    class: RwSignal<String>,
}

impl Filter {
    fn fits(self, chat: &ManagedChat) -> bool {
        let (text, class) = (plain(&self.text.get()), self.class.get());
        (class.is_empty() || chat.class == class) && plain(&chat.name).contains(&text)
    }

    fn clear(self) {
        self.text.set(String::new());
        self.class.set(String::new());
    }
}

/// The chats, or what to say when there are none.
#[component]
pub fn ChatList(
    /// What the server says.
    page: Management,
    /// What was chosen.
    filter: Filter,
) -> impl IntoView {
    let Management { chats, options } = page;
    // The staff chat is everybody's; a load shows in classes.
    let idle = options.is_empty() && chats.iter().all(|chat| chat.class.is_empty());
    let nothing = idle.then(nothing);
    let mut classes: Vec<String> = Vec::new();
    for chat in chats.iter().filter(|chat| !chat.class.is_empty()) {
        if !classes.contains(&chat.class) {
            classes.push(chat.class.clone());
        }
    }
    let tools = (chats.len() > MANY).then(|| tools(classes, filter));
    let rows = move || {
        let rows: Vec<AnyView> = chats
            .iter()
            .filter(|chat| filter.fits(chat))
            .map(row)
            .collect();
        match rows.is_empty() {
            false => table(rows),
            true if chats.is_empty() => ().into_any(),
            true => nothing_found(filter),
        }
    };
    view! {
        {tools}
        {rows}
        {nothing}
    }
    .into_any()
}

fn table(rows: Vec<AnyView>) -> AnyView {
    let lang = lang();
    view! {
        <div class="data-list">
            <div class="data-head" aria-hidden="true">
                <span>{management::column_chat(lang)}</span>
                <span>{management::column_kind(lang)}</span>
                <span>{management::column_people(lang)}</span>
                <span></span>
            </div>
            <ul>{rows}</ul>
        </div>
    }
    .into_any()
}

fn tools(classes: Vec<String>, filter: Filter) -> AnyView {
    let lang = lang();
    let options: Vec<AnyView> = classes
        .into_iter()
        .map(|class| {
            let (value, this) = (class.clone(), class.clone());
            view! {
                <option value=value prop:selected=move || filter.class.get() == this>{class}</option>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="fields fields-wide">
            <div class="field">
                <label class="field-label" for="chat-search">{management::search(lang)}</label>
                <input
                    class="field-input"
                    id="chat-search"
                    type="search"
                    placeholder=management::search_hint(lang)
                    prop:value=move || filter.text.get()
                    on:input=move |event| filter.text.set(event_target_value(&event))
                />
            </div>
            <div class="field">
                <label class="field-label" for="chat-class">{management::class(lang)}</label>
                <select
                    class="field-input"
                    id="chat-class"
                    on:change=move |event| filter.class.set(event_target_value(&event))
                >
                    <option value="" prop:selected=move || filter.class.get().is_empty()>
                        {management::all_classes(lang)}
                    </option>
                    {options}
                </select>
            </div>
        </div>
    }
    .into_any()
}

fn nothing_found(filter: Filter) -> AnyView {
    let lang = lang();
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="search"/>
                <h2>{management::nothing_found_title(lang)}</h2>
                <p>{management::nothing_found(lang)}</p>
                <button
                    class="button button-secondary"
                    type="button"
                    on:click=move |_| filter.clear()
                >
                    {management::show_all(lang)}
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn nothing() -> AnyView {
    let lang = lang();
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="chat"/>
                <h2>{management::no_load_title(lang)}</h2>
                <p>{management::no_load(lang)}</p>
            </div>
        </section>
    }
    .into_any()
}
