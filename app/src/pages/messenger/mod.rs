//! «VK Мессенджер»: the list of chats and the open one (MS-04, RC-10, RC-11, CM-09). Two panes
//! when there is room, one after the other on a phone.

mod body;
mod chat;
mod composer;
mod item;
mod list;
mod members;
mod rows;
mod write;

use crate::{
    api,
    components::{Icon, PageTitle, Skeleton, loaded},
    live::{Connection, Live},
    shell::{Rings, use_me},
    speech::lang,
};
use chat::OpenChat;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use list::ChatList;
use members::MembersPanel;
pub use members::reason_name;
use model::ChatId;
use words::messenger;

/// The messenger, with or without an open chat.
#[component]
pub fn MessengerPage() -> impl IntoView {
    let lang = lang();
    let me = use_me();
    let chats = Resource::new_blocking(|| (), |()| api::chats());
    let params = use_params_map();
    let open = Memo::new(move |_| {
        params.with(|params| params.get("chat").and_then(|id| id.parse::<ChatId>().ok()))
    });
    // Made here and not where it is shown: the server runs what is inside a `Suspend` more than
    // once, and each run would number its resources anew, so that the browser found none of them.
    let page = Resource::new_blocking(
        move || open.get(),
        |open| async move {
            match open {
                Some(id) => api::history(id, None).await.map(|page| Some((id, page))),
                None => Ok(None),
            }
        },
    );
    let waiting = || view! { <Skeleton kind="list" rows=6/> }.into_any();
    view! {
        <a class="skip-link" href="#main">{messenger::skip(lang)}</a>
        {loaded(me, waiting, move |me| {
            Effect::new({
                let me = me.clone();
                move || expect_context::<Live>().start(&me)
            });
            let title = me.names.messenger.clone();
            view! {
                <PageTitle title=title/>
                {loaded(chats, waiting, {
                    let me = me.clone();
                    move |(chats, today)| {
                        let me = StoredValue::new(me.clone());
                        // Of which chat the members are shown; another chat starts without.
                        let of = RwSignal::new(None::<ChatId>);
                        let shows = Memo::new(move |_| of.get().filter(|id| open.get() == Some(*id)));
                        view! {
                            <main
                                class="messenger"
                                class:has-chat=move || open.get().is_some()
                                class:has-members=move || shows.get().is_some()
                            >
                                <ChatList me=me.get_value() chats=chats.clone() today=today open=open/>
                                <section class="chat-pane" id="main" aria-label=messenger::chat_pane(lang)>
                                    {move || match open.get() {
                                        Some(id) => view! {
                                            <OpenChat me=me.get_value() id=id chats=chats.clone() today=today page=page members=of/>
                                        }.into_any(),
                                        None => view! { <Nothing/> }.into_any(),
                                    }}
                                </section>
                                {move || shows.get().map(|id| view! { <MembersPanel id=id open=of/> })}
                            </main>
                        }
                        .into_any()
                    }
                })}
            }
            .into_any()
        })}
        <ConnectionBanner/>
        <Rings/>
    }
    .into_any()
}

/// No chat is chosen.
#[component]
fn Nothing() -> impl IntoView {
    let lang = lang();
    view! {
        <div class="empty">
            <Icon name="chat"/>
            <h2>{messenger::choose_title(lang)}</h2>
            <p>{messenger::choose(lang)}</p>
        </div>
    }
    .into_any()
}

/// Says that the connection is lost, and that it is being tried again.
#[component]
pub fn ConnectionBanner() -> impl IntoView {
    let lang = lang();
    let live = use_context::<Live>();
    let hidden = move || live.is_none_or(|live| live.connection.get() != Connection::Lost);
    view! {
        <div class="banner-offline" role="status" hidden=hidden>
            <Icon name="offline"/>
            <span>{messenger::offline(lang)}</span>
        </div>
    }
    .into_any()
}
