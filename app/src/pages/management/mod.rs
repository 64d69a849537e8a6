//! «Управление чатами»: the chats of one's load with who has joined, and «Добавить» (CM-01..09).

mod add;
mod list;
mod preview;
mod row;

use super::shared::{LinkForm, membership};
use crate::{
    api,
    components::{Icon, Notice, PageHead, Skeleton, loaded},
    shell::use_me,
    speech::lang,
};
use add::AddSheet;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use list::{ChatList, Filter};
use model::{ChatId, Role, views::LinkState};
use std::time::Duration;
use words::{linking, management, profile};

/// A chat that has just been added.
#[derive(Clone, PartialEq)]
struct Created {
    chat: ChatId,
    name: String,
    /// Whether the person is linked, and so a member already.
    may_open: bool,
}

/// `/chat-management`
#[component]
pub fn ManagementPage() -> impl IntoView {
    let lang = lang();
    let me = use_me();
    let page = Resource::new(membership(me), |_tick| api::management());
    let adding = RwSignal::new(false);
    let created: RwSignal<Option<Created>> = RwSignal::new(None);
    // Here, so that a refresh of the list forgets neither.
    let filter = Filter::default();
    let add_button = move || {
        Suspend::new(async move {
            let teaches = page.await.is_ok_and(|page| !page.options.is_empty());
            teaches.then(|| view! { <AddButton adding=adding/> })
        })
    };
    let link_first = move || {
        Suspend::new(async move {
            let not_linked = me.await.is_ok_and(|me| me.link == LinkState::NotLinked);
            not_linked.then(|| view! { <LinkFirst/> })
        })
    };
    let added = Callback::new(move |chat: Created| {
        adding.set(false);
        created.set(Some(chat));
        page.refetch();
    });
    view! {
        <PageHead title=management::title(lang) sub=management::sub(lang)>
            <ToProgress/>
            <Transition>{add_button}</Transition>
        </PageHead>
        <Transition>{link_first}</Transition>
        {loaded(page, || view! { <Skeleton kind="list" rows=6/> }.into_any(), move |page| {
            view! { <ChatList page=page filter=filter/> }
        })}
        <AddSheet open=adding page=page added=added/>
        <CreatedToast created=created/>
    }
    .into_any()
}

/// «Добавить»
#[component]
fn AddButton(adding: RwSignal<bool>) -> impl IntoView {
    view! {
        <button
            class="button button-primary"
            type="button"
            aria-haspopup="dialog"
            on:click=move |_| adding.set(true)
        >
            <Icon name="plus"/>
            {management::add(lang())}
        </button>
    }
    .into_any()
}

/// Who has linked: for those who lead a class, and for the administrator.
#[component]
fn ToProgress() -> impl IntoView {
    let lang = lang();
    let me = use_me();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                me.await.is_ok_and(|me| me.is(Role::Teacher) || me.is(Role::Administrator))
                    .then(|| view! {
                        <a class="button button-secondary" href="/school/linking" rel="external">
                            {linking::to_progress(lang)}
                        </a>
                    })
            })}
        </Transition>
    }
    .into_any()
}

/// Adding works without a link; opening does not.
#[component]
fn LinkFirst() -> impl IntoView {
    let lang = lang();
    view! {
        <section class="card">
            <Notice kind="info" icon="info">{management::link_first(lang)}</Notice>
            <LinkForm label=profile::link_vk_id(lang) second=true/>
        </section>
    }
    .into_any()
}

/// «Чат «…» создан», with the way to it (CM-07, CM-09). Goes by itself after a while.
#[component]
fn CreatedToast(created: RwSignal<Option<Created>>) -> impl IntoView {
    let lang = lang();
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        if let Some(Some(running)) = timer.try_update_value(Option::take) {
            running.clear();
        }
    };
    Effect::new(move || {
        stop();
        if created.get().is_some() {
            let after = Duration::from_secs(15);
            let hide = move || drop(created.try_set(None));
            timer.set_value(set_timeout_with_handle(hide, after).ok());
        }
    });
    on_cleanup(stop);
    let toast = move || {
        created.get().map(|chat| {
            let open = chat.may_open.then(|| {
                view! {
                    <a class="link-button" href=format!("/messenger/{}", chat.chat) rel="external">
                        {management::open(lang)}
                    </a>
                }
            });
            view! {
                <div class="toast">
                    <Icon name="check"/>
                    {management::created(lang, &chat.name)}
                    {open}
                </div>
            }
        })
    };
    view! { <div class="toasts" role="status">{toast}</div> }.into_any()
}
