//! To whom one may write (RC-14): the people of the own chats, and the family.

use crate::{
    api,
    components::{Avatar, Icon, Sheet, Skeleton, loaded},
    shell::role_name,
    speech::lang,
};
use leptos::prelude::*;
use model::{
    name::plain,
    views::{Correspondent, CorrespondentTie, hue},
};
use words::{Lang, messenger};

/// The pencil above the list of chats.
#[component]
pub(super) fn WriteButton(
    /// Whether the choice is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let lang = lang();
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=messenger::write(lang)
            title=messenger::write(lang)
            on:click=move |_| open.set(true)
        >
            <Icon name="pencil"/>
        </button>
    }
}

/// The choice: each name leads to the dialogue with that person.
#[component]
pub(super) fn WriteSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let lang = lang();
    let sought = RwSignal::new(String::new());
    // Asked for each time anew: people link all day.
    let people = Resource::new(
        move || open.get(),
        |open| async move {
            match open {
                true => api::correspondents().await.map(Some),
                false => Ok(None),
            }
        },
    );
    let waiting = || view! { <Skeleton kind="list" rows=4/> }.into_any();
    view! {
        <Sheet open=open id="write" title=messenger::write_title(lang)>
            <div class="sheet-body write-to">
                <div class="search-field" role="search">
                    <Icon name="search"/>
                    <input
                        type="search"
                        autofocus
                        placeholder=messenger::write_search(lang)
                        aria-label=messenger::write_search(lang)
                        on:input=move |event| sought.set(event_target_value(&event))
                    />
                </div>
                {loaded(people, waiting, move |people| match people {
                    Some(people) => list(lang, people, sought),
                    None => ().into_any(),
                })}
            </div>
        </Sheet>
    }
    .into_any()
}

fn list(lang: Lang, people: Vec<Correspondent>, sought: RwSignal<String>) -> AnyView {
    if people.is_empty() {
        return view! { <p class="muted">{messenger::write_nobody(lang)}</p> }.into_any();
    }
    let found = Memo::new(move |_| {
        let words = plain(&sought.get());
        let words: Vec<&str> = words.split_whitespace().collect();
        let fits = |one: &&Correspondent| {
            let text = plain(&format!("{} {}", one.name.full(), note(lang, one)));
            words.iter().all(|word| text.contains(word))
        };
        people.iter().filter(fits).cloned().collect::<Vec<_>>()
    });
    view! {
        <form method="post" action="/messenger/write">
            <ul>
                <For each=move || found.get() key=|one| one.person let:one>
                    <li>
                        <button class="menu-item write-one" name="person" value=one.person.to_string()>
                            <Avatar initials=one.name.initials() hue=hue(&one.name.full()) size="size-s"/>
                            <span class="entity-text">
                                <span class="entity-name">{one.name.full()}</span>
                                <span class="entity-note">{note(lang, &one)}</span>
                            </span>
                        </button>
                    </li>
                </For>
            </ul>
        </form>
        <p class="muted" role="status">
            {move || found.with(Vec::is_empty).then(|| messenger::write_unfound(lang))}
        </p>
    }
    .into_any()
}

/// «учитель · 4А класс, Математика 4А»
fn note(lang: Lang, one: &Correspondent) -> String {
    match &one.tie {
        CorrespondentTie::Chats(chats) => {
            format!("{} · {}", role_name(lang, one.role), chats.join(", "))
        }
        CorrespondentTie::Child => messenger::own_child(lang).to_owned(),
        CorrespondentTie::Guardian => messenger::own_guardian(lang).to_owned(),
    }
}
