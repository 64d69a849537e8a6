use super::{body::Messages, composer::Composer};
use crate::{
    api::ApiError,
    components::{ChatMark, Icon, Skeleton, loaded},
    live::Live,
    shell::{CallCard, role_name},
    speech::lang,
};
use leptos::prelude::*;
use model::{
    CallOf, ChatId, ChatKind, policy,
    views::{ChatSummary, Day, History, Me},
};
use words::{messenger, ring};

/// The open chat.
#[component]
pub(super) fn OpenChat(
    me: Me,
    /// Which.
    id: ChatId,
    /// Chats as the page was loaded.
    chats: Vec<ChatSummary>,
    /// Today at the school.
    today: Day,
    /// The newest page of the chat that was asked for last.
    page: Resource<Result<Option<(ChatId, History)>, ApiError>>,
    /// Of which chat the members are shown.
    members: RwSignal<Option<ChatId>>,
) -> impl IntoView {
    let live = expect_context::<Live>();
    let initial = chats.into_iter().find(|chat| chat.id == id);
    let summary = Memo::new(move |_| match live.chats.get() {
        Some(chats) => chats.into_iter().find(|chat| chat.id == id),
        None => initial.clone(),
    });
    let present = Memo::new(move |_| summary.with(Option::is_some));
    view! {
        {move || {
            let me = me.clone();
            if !present.get() {
                return view! { <ClosedChat/> }.into_any();
            }
            view! {
                <Head id=id summary=summary members=members/>
                <CallCard own=me.person summary=summary/>
                {loaded(page, waiting, move |page| {
                    // While another chat's page is on its way, the last one's is still here.
                    let Some((_, page)) = page.filter(|(of, _)| *of == id) else {
                        return waiting();
                    };
                    let read = summary.with_untracked(|s| s.as_ref().map_or(0, |s| s.read_seq));
                    let kind = summary.with_untracked(|s| s.as_ref().map(|s| s.kind));
                    let dialogue = kind == Some(ChatKind::Dialogue);
                    view! {
                        <Messages me=me.person id=id page=page read=read today=today dialogue=dialogue/>
                        <Composer id=id me=me.person/>
                    }
                    .into_any()
                })}
            }
            .into_any()
        }}
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! { <Skeleton kind="lines" rows=6/> }.into_any()
}

/// There is no such chat, or it has closed.
#[component]
fn ClosedChat() -> impl IntoView {
    let lang = lang();
    view! {
        <header class="chat-head">
            <a class="icon-button only-narrow" href="/messenger" aria-label=messenger::to_list(lang)>
                <Icon name="back"/>
            </a>
        </header>
        <div class="empty">
            <Icon name="lock"/>
            <h1>{messenger::closed_title(lang)}</h1>
            <p>{messenger::closed(lang)}</p>
            <a class="button button-secondary" href="/chats" rel="external">{messenger::to_chats(lang)}</a>
        </div>
    }
    .into_any()
}

#[component]
fn Head(
    id: ChatId,
    summary: Memo<Option<ChatSummary>>,
    members: RwSignal<Option<ChatId>>,
) -> impl IntoView {
    let lang = lang();
    let look = Memo::new(move |_| {
        summary.with(|s| {
            s.as_ref().map(|s| {
                (
                    s.name.clone(),
                    s.tile.clone(),
                    s.hue,
                    s.kind,
                    s.with.clone(),
                )
            })
        })
    });
    // Where a call goes on, its card leads there.
    let begins = Memo::new(move |_| {
        summary.with(|chat| {
            let chat = chat.as_ref();
            chat.is_some_and(|chat| {
                let absent = chat.with.as_ref().is_some_and(|with| with.role.is_none());
                policy::start_call(chat.kind, chat.role) && chat.call.is_none() && !absent
            })
        })
    });
    let count = move || {
        summary.with(|s| {
            s.as_ref().map(|s| {
                if let Some(with) = &s.with {
                    let part = with.role.map(|role| role_name(lang, role));
                    return part.unwrap_or(messenger::away(lang)).to_owned();
                }
                let joined = messenger::members(lang, s.members);
                match s.expected.saturating_sub(s.members) {
                    0 => joined,
                    missing => format!("{joined}, {}", messenger::missing(lang, missing)),
                }
            })
        })
    };
    view! {
        {move || look.get().map(|(name, tile, hue, kind, with)| {
            let about = match kind {
                ChatKind::Class => messenger::about_class(lang),
                ChatKind::Parents => messenger::about_parents(lang),
                ChatKind::Staff => messenger::about_staff(lang),
                ChatKind::Subject => messenger::about_subject(lang),
                ChatKind::Dialogue => messenger::about_dialogue(lang),
            };
            view! {
                <header class="chat-head">
                    <a class="icon-button only-narrow" href="/messenger" aria-label=messenger::to_list(lang)>
                        <Icon name="back"/>
                    </a>
                    <ChatMark kind=kind text=tile hue=hue size="size-s"/>
                    <div class="chat-head-text">
                        <h1 id="chat-title" tabindex="-1" title=about>{name}</h1>
                        <p>{count}</p>
                    </div>
                    {move || {
                        begins.get().then(|| {
                            view! {
                                <a
                                    class="icon-button"
                                    href=CallOf::Chat(id).path()
                                    rel="external"
                                    aria-label=ring::call(lang)
                                    title=ring::call(lang)
                                >
                                    <Icon name="phone"/>
                                </a>
                            }
                        })
                    }}
                    // Who is in a dialogue stands above it.
                    {with.is_none().then(|| view! {
                        <button
                            class="icon-button"
                            type="button"
                            aria-label=messenger::show_members(lang)
                            title=messenger::show_members(lang)
                            aria-expanded=move || (members.get() == Some(id)).to_string()
                            on:click=move |_| members.update(|of| *of = if of.is_some() { None } else { Some(id) })
                        >
                            <Icon name="people"/>
                        </button>
                    })}
                </header>
            }
        })}
    }
    .into_any()
}
