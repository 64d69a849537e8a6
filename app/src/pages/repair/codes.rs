//! Both codes: the own one to see, both to type in.

use crate::{components::Notice, pages::misfit::name_of, speech::lang};
use leptos::prelude::*;
use model::views::{Misfit, MisfitCard, RepairCodes, Viewpoint};
use words::{Lang, doctor};

/// The codes that are out.
#[component]
pub(super) fn Codes(
    /// What is mended.
    misfit: Misfit,
    /// The codes.
    codes: RepairCodes,
    /// Whether one that was typed in was wrong.
    wrong: bool,
) -> impl IntoView {
    let lang = lang();
    let id = misfit.id.to_string();
    let own = match codes.own.clone() {
        Some(code) => view! {
            <div class="own-code">
                <p class="strong" id="own-code">{doctor::own_code(lang)}</p>
                <output class="own-code-digits" aria-labelledby="own-code">{spaced(&code)}</output>
                <p class="muted small">{doctor::own_code_text(lang)}</p>
            </div>
        }
        .into_any(),
        None => {
            view! { <Notice kind="info" icon="info">{doctor::codes_out(lang)}</Notice> }.into_any()
        }
    };
    let error = wrong.then(|| {
        view! {
            <div class="form-error" role="alert">
                <p>{doctor::wrong(lang, codes.tries_left)}</p>
            </div>
        }
    });
    // The own one is there already; the other one is asked for.
    let given = |side: Viewpoint| {
        let code = codes.own.clone().filter(|_| misfit.standing == side);
        code.unwrap_or_default()
    };
    view! {
        {own}
        <form class="form" method="post" action="/link/repair/confirm">
            <h3>{doctor::codes_title(lang)}</h3>
            {error}
            <input type="hidden" name="misfit" value=id.clone()/>
            <div class="fields fields-wide">
                {field(lang, "holder", doctor::code_holder(lang), &misfit.account, given(Viewpoint::Holder))}
                {field(lang, "owner", doctor::code_owner(lang), &misfit.profile, given(Viewpoint::Owner))}
            </div>
            <p class="muted small">{doctor::until(lang, &codes.until.time)}</p>
            <div class="row">
                <button class="button button-primary">{doctor::confirm(lang)}</button>
            </div>
        </form>
        <form method="post" action="/link/repair/cancel">
            <input type="hidden" name="misfit" value=id/>
            <button class="button button-quiet">{doctor::cancel(lang)}</button>
        </form>
    }
    .into_any()
}

fn field(
    lang: Lang,
    name: &'static str,
    what: &'static str,
    card: &MisfitCard,
    value: String,
) -> AnyView {
    let label = match card.name {
        Some(_) => doctor::code_of(lang, &name_of(lang, card), what),
        None => what.to_owned(),
    };
    view! {
        <div class="field">
            <label class="field-label" for=format!("code-{name}")>{label}</label>
            <input
                class="field-input field-code"
                id=format!("code-{name}")
                name=name
                inputmode="numeric"
                autocomplete="off"
                maxlength="9"
                required
                value=value
            />
        </div>
    }
    .into_any()
}

/// «482 137»
fn spaced(code: &str) -> String {
    let middle = code.len() / 2;
    match (code.get(..middle), code.get(middle..)) {
        (Some(first), Some(last)) => format!("{first} {last}"),
        _ => code.to_owned(),
    }
}
