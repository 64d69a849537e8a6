//! «Добавить»: type, class, subject, preview, «Добавить» (CM-03..07).

use super::{
    Created,
    preview::{Choice, preview},
};
use crate::{
    api::{self, ApiError},
    components::{Icon, Sheet},
    shell::use_me,
    speech::{lang, say},
};
use leptos::{ev, prelude::*};
use model::views::{AddClass, AddGroup, Management};
use words::{common, management};

/// The sheet of a new chat. What was chosen stays when the server refuses.
#[component]
pub fn AddSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Where the choices come from.
    page: Resource<Result<Management, ApiError>>,
    /// Told of the new chat.
    added: Callback<Created>,
) -> impl IntoView {
    let lang = lang();
    let me = use_me();
    let choice = Choice::default();
    let linked = RwSignal::new(false);
    // The sheet is filled in the browser only, so an effect may read what it shows.
    Effect::new(move || {
        if let Some(Ok(page)) = page.get() {
            choice.offer(page.options);
        }
        linked.set(matches!(me.get(), Some(Ok(me)) if me.is_linked()));
    });
    let add = Action::new(|group: &AddGroup| {
        let (id, name) = (group.id, group.chat_name.clone());
        async move { api::add_subject_chat(id).await.map(|chat| (chat, name)) }
    });
    Effect::new(move || {
        if open.get() {
            add.clear();
            choice.prefer_new();
        }
    });
    Effect::new(move || {
        if let Some(Ok((chat, name))) = add.value().get() {
            added.run(Created {
                chat,
                name,
                may_open: linked.get_untracked(),
            });
        }
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let new = choice
            .group_untracked()
            .filter(|group| group.chat.is_none());
        // A second press while the first is under way would only ask for the same chat.
        if let Some(group) = new.filter(|_| !add.pending().get_untracked()) {
            add.dispatch(group);
        }
    };
    let refused = move || {
        let Some(Err(ApiError(problem))) = add.value().get() else {
            return None;
        };
        Some(view! {
            <div class="form-error" role="alert">
                <Icon name="warning"/>
                <p>{say(lang, &problem)}</p>
            </div>
        })
    };
    let last_button = move || {
        let there = choice.group().and_then(|group| group.chat);
        match there {
            Some(chat) if linked.get() => view! {
                <a class="button button-primary" href=format!("/messenger/{chat}") rel="external">
                    {management::open(lang)}
                </a>
            }
            .into_any(),
            Some(_) => ().into_any(),
            None => view! {
                <button
                    class="button button-primary"
                    type="submit"
                    aria-busy=move || add.pending().get().then_some("true")
                >
                    <span>{management::add(lang)}</span>
                </button>
            }
            .into_any(),
        }
    };
    view! {
        <Sheet open=open id="new-chat" title=management::new_title(lang)>
            <form on:submit=send>
                <div class="sheet-body">
                    {refused}
                    {fields(choice)}
                    {move || choice.group().map(|group| preview(&group, linked.get()))}
                </div>
                <div class="sheet-actions">
                    <button
                        class="button button-secondary"
                        type="button"
                        on:click=move |_| open.set(false)
                    >
                        {common::cancel(lang)}
                    </button>
                    {last_button}
                </div>
            </form>
        </Sheet>
    }
    .into_any()
}

fn fields(choice: Choice) -> AnyView {
    let lang = lang();
    let classes = move || {
        let option = |class: AddClass| {
            let this = move || choice.class.get() == Some(class.id);
            view! { <option value=class.id.to_string() prop:selected=this>{class.name}</option> }
                .into_any()
        };
        choice
            .options
            .get()
            .into_iter()
            .map(option)
            .collect::<Vec<AnyView>>()
    };
    let subjects = move || {
        let groups = choice.groups();
        let options = groups.into_iter().map(|group| {
            let this = move || choice.group.get() == Some(group.id);
            view! { <option value=group.id.to_string() prop:selected=this>{group.subject}</option> }
                .into_any()
        });
        options.collect::<Vec<AnyView>>()
    };
    view! {
        <div class="field">
            <label class="field-label" for="new-type">{management::chat_type(lang)}</label>
            <select class="field-input" id="new-type" autofocus>
                <option value="subject">{management::subjects(lang)}</option>
            </select>
        </div>
        <div class="fields">
            <div class="field">
                <label class="field-label" for="new-class">{management::class(lang)}</label>
                <select
                    class="field-input"
                    id="new-class"
                    on:change=move |event| {
                        if let Ok(class) = event_target_value(&event).parse() {
                            choice.take_class(class);
                        }
                    }
                >
                    {classes}
                </select>
            </div>
            <div class="field">
                <label class="field-label" for="new-subject">{management::subject(lang)}</label>
                <select
                    class="field-input"
                    id="new-subject"
                    on:change=move |event| {
                        if let Ok(group) = event_target_value(&event).parse() {
                            choice.group.set(Some(group));
                        }
                    }
                >
                    {subjects}
                </select>
            </div>
        </div>
    }
    .into_any()
}
