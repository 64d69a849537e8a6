//! What the forms about a person share.

use leptos::prelude::*;
use model::by_hand::{LONGEST_REASON, SHORTEST_REASON};
use words::{Lang, people};

/// «Причина»: mandatory. Distinct `id` on a page.
pub(super) fn reason(lang: Lang, id: &str, hint: &'static str) -> AnyView {
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label class="field-label" for=id.to_owned()>{people::reason(lang)}</label>
            <textarea
                class="field-input"
                id=id.to_owned()
                name="reason"
                rows="2"
                required
                minlength=SHORTEST_REASON.to_string()
                maxlength=LONGEST_REASON.to_string()
                aria-describedby=hint_id.clone()
            ></textarea>
            <p class="field-hint" id=hint_id>{hint}</p>
        </div>
    }
    .into_any()
}

/// Something grave: a button that unfolds what follows from it and asks why.
pub(super) fn fold(
    summary: AnyView,
    action: String,
    body: AnyView,
    confirm: &'static str,
) -> AnyView {
    view! {
        <details class="fold">
            <summary class="button button-danger button-outline">{summary}</summary>
            <form class="form fold-body" method="post" action=action>
                {body}
                <button class="button button-danger" type="submit">{confirm}</button>
            </form>
        </details>
    }
    .into_any()
}
