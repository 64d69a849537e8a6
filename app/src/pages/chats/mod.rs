//! «Чаты», the journal's page: what is open, or what would be and the button for it (ID-50,
//! ID-66, ID-67).

mod empty;
mod list;

use super::{misfit::WrongLinks, shared::membership, unlink::UnlinkSheet};
use crate::{
    api::{self, ApiError},
    components::{Avatar, PageHead, Skeleton, loaded},
    shell::use_me,
    speech::lang,
};
use empty::{NotLinked, NotOffered};
use leptos::prelude::*;
use list::OwnChats;
use model::{
    Problem,
    views::{ChatSummary, Day, LinkState, Linked, Me},
};
use words::{chats, profile};

/// Own chats and the school's today; `None` for somebody who has not linked.
type Found = Option<(Vec<ChatSummary>, Day)>;

/// `/chats`
#[component]
pub fn ChatsPage() -> impl IntoView {
    let lang = lang();
    let me = use_me();
    let unlinking = RwSignal::new(false);
    let found = Resource::new(membership(me), move |tick| async move {
        // A refusal would give the whole page its status, so the first render asks only for
        // those who have chats. Later `me` may be older than the change that led here.
        if tick == 0 && !me.await?.is_linked() {
            return Ok(None);
        }
        match api::chats().await {
            Ok(found) => Ok::<Found, ApiError>(Some(found)),
            Err(ApiError(Problem::NotLinked)) => Ok(None),
            Err(other) => Err(other),
        }
    });
    let to_messenger = move || {
        Suspend::new(async move {
            me.await.ok().filter(Me::is_linked).map(|me| {
                view! {
                    <a class="button button-primary" href="/messenger" rel="external">{me.names.messenger}</a>
                }
            })
        })
    };
    view! {
        <PageHead title=chats::title(lang)>
            <Transition>{to_messenger}</Transition>
        </PageHead>
        <WrongLinks/>
        {loaded(me, rows, move |me| match me.link.clone() {
            LinkState::NotOffered => view! { <NotOffered/> }.into_any(),
            LinkState::NotLinked => view! { <NotLinked me=me/> }.into_any(),
            LinkState::Linked(linked) => view! {
                {loaded(found, rows, move |found| own(&me, found))}
                <LinkedCard linked=linked unlinking=unlinking/>
            }
            .into_any(),
        })}
        <UnlinkSheet open=unlinking label=profile::unlink_own(lang) back="/chats"/>
    }
    .into_any()
}

fn own(me: &Me, found: Found) -> AnyView {
    // `None` only for the moment between a new link and the chats it opens.
    let Some((chats, today)) = found else {
        return rows();
    };
    view! { <OwnChats me=me.clone() chats=chats today=today/> }.into_any()
}

fn rows() -> AnyView {
    view! { <Skeleton kind="list" rows=4/> }.into_any()
}

/// The linked profile and «Отменить привязку профиля» (CM-10).
#[component]
fn LinkedCard(linked: Linked, unlinking: RwSignal<bool>) -> impl IntoView {
    let lang = lang();
    let hue = model::views::hue(&linked.name.full());
    view! {
        <section class="card">
            <div class="spread">
                <div class="entity">
                    <Avatar initials=linked.name.initials() hue=hue/>
                    <span class="entity-text">
                        <span class="entity-name">{chats::linked_title(lang)}</span>
                        <span class="entity-note">
                            {linked.name.friendly()}", "
                            <span class="nowrap">{linked.phone}</span>
                        </span>
                    </span>
                </div>
                <button
                    class="button button-danger button-outline"
                    type="button"
                    aria-haspopup="dialog"
                    on:click=move |_| unlinking.set(true)
                >
                    {profile::unlink_own(lang)}
                </button>
            </div>
        </section>
    }
    .into_any()
}
