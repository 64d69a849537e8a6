//! «Отменить привязку …»: one sheet behind every button of that name (ID-48, ID-50, CM-10). It
//! says first which chats will close.

use crate::{
    api::{self, ApiError},
    components::{Refusal, Sheet, Skeleton, Tile},
    speech::lang,
};
use leptos::prelude::*;
use model::views::OpenedChat;
use words::profile;

/// The sheet. Put it outside what is loaded anew, so that it stays open.
#[component]
pub fn UnlinkSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Words of the button that opens it.
    #[prop(into)]
    label: String,
    /// Where the person comes back to.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let lang = lang();
    let ask = Action::new(|(): &()| api::chats_to_close());
    let answer = ask.value();
    // Asked anew every time: chats open and close meanwhile.
    Effect::new(move || {
        if open.get() {
            ask.clear();
            ask.dispatch(());
        }
    });
    let known = move || answer.with(|answer| matches!(answer, Some(Ok(_))));
    let body = move || {
        if !open.get() {
            return ().into_any();
        }
        match answer.get() {
            None => view! { <Skeleton kind="lines" rows=3/> }.into_any(),
            Some(Ok(chats)) => closing(chats),
            Some(Err(ApiError(problem))) => {
                let retry = Callback::new(move |()| {
                    ask.dispatch(());
                });
                view! { <Refusal problem=problem retry=retry/> }.into_any()
            }
        }
    };
    view! {
        <Sheet open=open id="unlink" title=profile::unlink_title(lang, &label)>
            <form method="post" action="/link/unlink">
                <input type="hidden" name="back" value=back/>
                <div class="sheet-body">{body}</div>
                <div class="sheet-actions">
                    <button
                        class="button button-secondary"
                        type="button"
                        autofocus
                        on:click=move |_| open.set(false)
                    >
                        {profile::unlink_keep(lang)}
                    </button>
                    <button
                        class="button button-danger"
                        type="submit"
                        disabled=move || !known()
                    >
                        {profile::unlink_confirm(lang)}
                    </button>
                </div>
            </form>
        </Sheet>
    }
    .into_any()
}

fn closing(chats: Vec<OpenedChat>) -> AnyView {
    let lang = lang();
    if chats.is_empty() {
        return view! {
            <p>{profile::unlink_closes_none(lang)}</p>
            <p class="muted">{profile::unlink_again(lang)}</p>
        }
        .into_any();
    }
    let chats: Vec<AnyView> = chats
        .into_iter()
        .map(|chat| {
            view! {
                <li class="entity">
                    <Tile text=chat.tile hue=chat.hue size="size-s"/>
                    <span class="entity-text">
                        <span class="entity-name">{chat.name}</span>
                    </span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <p>{profile::unlink_closes(lang)}</p>
        <ul class="entity-list">{chats}</ul>
        <p class="muted">{profile::unlink_again(lang)}</p>
    }
    .into_any()
}
