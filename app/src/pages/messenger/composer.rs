use crate::{
    components::Icon,
    live::{Live, keep, kept},
    speech::lang,
};
use leptos::{html, prelude::*};
use model::{
    ChatId, PersonId,
    message::{LONGEST, check},
    wire::ClientFrame,
};
use words::messenger;

/// Characters from which the counter is shown.
const COUNTED: usize = LONGEST - 500;
/// How seldom the others are told that one is writing, in milliseconds.
#[cfg(feature = "hydrate")]
const TELL_EVERY: f64 = 3_000.0;

/// Where the draft of a chat is kept in the browser.
pub(super) fn draft_place(person: PersonId, chat: ChatId) -> String {
    format!("zv.draft.{person}.{chat}")
}

/// Where one writes.
#[component]
pub(super) fn Composer(id: ChatId, me: PersonId) -> impl IntoView {
    let lang = lang();
    let live = expect_context::<Live>();
    let text = RwSignal::new(String::new());
    let field = NodeRef::<html::Textarea>::new();
    let told = StoredValue::new(0.0_f64);
    let place = StoredValue::new(draft_place(me, id));
    Effect::new(move || {
        if let Some(draft) = place.with_value(|place| kept(place)) {
            text.set(draft);
        }
    });
    let length = Memo::new(move |_| text.with(|text| text.chars().count()));
    let over = move || length.get() > LONGEST;
    let write = move |new: String| {
        place.with_value(|place| keep(place, Some(new.as_str()).filter(|t| !t.trim().is_empty())));
        if !new.is_empty() && may_tell(told) {
            live.say(ClientFrame::Typing { chat: id });
        }
        text.set(new);
    };
    let send = move || {
        if let Ok(ready) = text.with_untracked(|text| check(text)) {
            live.send(id, ready);
            place.with_value(|place| keep(place, None));
            text.set(String::new());
            told.set_value(0.0);
        }
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
        }
    };
    let submitted = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let plain = !event.shift_key() && !event.is_composing();
        if event.key() == "Enter" && plain && !is_touch() {
            event.prevent_default();
            send();
        }
    };
    view! {
        <form class="composer" on:submit=submitted>
            <div class="composer-grow" data-value=move || text.get()>
                <textarea
                    rows="1"
                    placeholder=messenger::placeholder(lang)
                    aria-label=messenger::placeholder(lang)
                    aria-invalid=move || over().to_string()
                    aria-describedby="composer-counter"
                    node_ref=field
                    prop:value=move || text.get()
                    on:input=move |event| write(event_target_value(&event))
                    on:keydown=pressed
                />
            </div>
            <span
                class="composer-counter"
                class:is-over=over
                id="composer-counter"
                hidden=move || length.get() < COUNTED
            >
                {move || messenger::counter(lang, &length.get().to_string())}
            </span>
            <p class="composer-note" role="alert" hidden=move || !over()>
                {messenger::too_long(lang)}
            </p>
            <button
                class="button button-primary composer-send"
                aria-label=messenger::send(lang)
                title=messenger::send(lang)
                disabled=over
            >
                <Icon name="send"/>
            </button>
        </form>
    }
    .into_any()
}

/// Whether it is time again to say that one is writing.
fn may_tell(told: StoredValue<f64>) -> bool {
    #[cfg(feature = "hydrate")]
    {
        let now = js_sys::Date::now();
        if now - told.get_value() > TELL_EVERY {
            told.set_value(now);
            return true;
        }
    }
    let _ = told;
    false
}

/// Where a finger types, «Enter» is a new line and the button sends.
fn is_touch() -> bool {
    #[cfg(feature = "hydrate")]
    return window()
        .match_media("(pointer: coarse)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches());
    #[cfg(not(feature = "hydrate"))]
    false
}
