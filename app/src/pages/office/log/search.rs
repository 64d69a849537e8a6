//! What to look for: a plain form, which searches by itself as one types where there is
//! JavaScript.

use super::{
    address,
    speech::{action_name, group_name},
};
use crate::speech::lang;
use leptos::{
    ev,
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{ActionGroup, views::LogQuery};
use std::time::Duration;
use words::{Lang, log};

/// One types on; the address waits.
const PAUSE: Duration = Duration::from_millis(250);

/// The form.
#[component]
pub fn Search(
    /// Where the log is.
    path: String,
    /// What the address says.
    asked: Memo<LogQuery>,
) -> impl IntoView {
    let lang = lang();
    let begun = asked.get_untracked();
    let typed = RwSignal::new(begun.clone());
    // Where the address says something else than what was sent there, a link or the back button
    // has changed it.
    let sent = StoredValue::new(begun.clone());
    Effect::new(move || {
        let said = LogQuery {
            before: None,
            ..asked.get()
        };
        if sent.get_value() != said {
            sent.set_value(said.clone());
            typed.set(said);
        }
    });
    let navigate = use_navigate();
    let go = {
        let path = path.clone();
        move || {
            let Some(wanted) = typed.try_get_untracked() else {
                return;
            };
            let wanted = LogQuery {
                q: wanted.q.trim().to_owned(),
                before: None,
                ..wanted
            };
            sent.set_value(wanted.clone());
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&address::href(&path, &wanted), options);
        }
    };
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        if let Some(Some(running)) = timer.try_update_value(Option::take) {
            running.clear();
        }
    };
    on_cleanup(stop);
    let at_once = {
        let go = go.clone();
        move |change: &dyn Fn(&mut LogQuery)| {
            stop();
            typed.update(change);
            go();
        }
    };
    let on_text = {
        let go = go.clone();
        move |event: ev::Event| {
            stop();
            typed.update(|typed| typed.q = event_target_value(&event));
            timer.set_value(set_timeout_with_handle(go.clone(), PAUSE).ok());
        }
    };
    let (on_action, on_from, on_until) = (at_once.clone(), at_once.clone(), at_once.clone());
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        at_once(&|_| {});
    };
    let person = move || {
        let person = asked.get().person;
        person.map(|id| view! { <input type="hidden" name="person" value=id.to_string()/> })
    };
    view! {
        <form class="log-search" role="search" action=path.clone() on:submit=on_submit>
            <div class="field log-search-name">
                <label class="field-label" for="log-q">{log::search(lang)}</label>
                <input
                    class="field-input"
                    id="log-q"
                    name="q"
                    type="search"
                    autocomplete="off"
                    placeholder=log::search_hint(lang)
                    value=begun.q.clone()
                    prop:value=move || typed.with(|typed| typed.q.clone())
                    on:input=on_text
                />
            </div>
            <div class="field">
                <label class="field-label" for="log-action">{log::action(lang)}</label>
                <select
                    class="field-input"
                    id="log-action"
                    name="action"
                    on:change=move |event| {
                        let code = event_target_value(&event);
                        on_action(&|typed| typed.action.clone_from(&code));
                    }
                >
                    {option(typed, "", log::all_actions(lang).to_owned())}
                    {ActionGroup::ALL.map(|group| actions(lang, typed, group)).collect_view()}
                </select>
            </div>
            {day("log-from", "from", log::from(lang), &begun.from, move || typed.with(|typed| typed.from.clone()), move |day| {
                on_from(&|typed| typed.from.clone_from(&day));
            })}
            {day("log-until", "until", log::until(lang), &begun.until, move || typed.with(|typed| typed.until.clone()), move |day| {
                on_until(&|typed| typed.until.clone_from(&day));
            })}
            {person}
            <button class="button button-secondary log-search-go">{log::find(lang)}</button>
        </form>
    }
    .into_any()
}

fn day(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    begun: &str,
    value: impl Fn() -> String + Send + Sync + 'static,
    change: impl Fn(String) + 'static,
) -> AnyView {
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            <input
                class="field-input"
                id=id
                name=name
                type="date"
                value=begun.to_owned()
                prop:value=value
                on:change=move |event| change(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

fn actions(lang: Lang, typed: RwSignal<LogQuery>, group: ActionGroup) -> AnyView {
    let name = group_name(lang, group);
    let each: Vec<AnyView> = group
        .actions()
        .map(|action| option(typed, action.code(), action_name(lang, action).to_owned()))
        .collect();
    // A group of one is that one.
    let all = (each.len() > 1).then(|| option(typed, group.code(), log::group_all(lang, name)));
    view! { <optgroup label=name>{all}{each}</optgroup> }.into_any()
}

fn option(typed: RwSignal<LogQuery>, code: &'static str, name: String) -> AnyView {
    let chosen = typed.with_untracked(|typed| typed.action == code);
    view! {
        <option
            value=code
            selected=chosen
            prop:selected=move || typed.with(|typed| typed.action == code)
        >
            {name}
        </option>
    }
    .into_any()
}
