//! «Чат» (CA-12): the chat itself, as the messenger shows it.

use super::room::Room;
use crate::{components::Icon, speech::lang};
use leptos::prelude::*;
use model::ChatId;
use words::call;

pub(super) fn panel(room: Room, chat: ChatId) -> AnyView {
    let lang = lang();
    view! {
        <aside class="call-panel call-chat" aria-label=call::chat(lang)>
            <div class="spread">
                <h2>{call::chat(lang)}</h2>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=call::close_chat(lang)
                    on:click=move |_| room.panel.set(None)
                >
                    <Icon name="close"/>
                </button>
            </div>
            <iframe src=format!("/messenger/{chat}") title=call::chat(lang)></iframe>
        </aside>
    }
    .into_any()
}
