//! Explanations that the ways out of a failed link lead to.

use crate::{components::Icon, speech::lang};
use leptos::prelude::*;
use words::link;

/// What to do when the child has no telephone (ID-14).
#[component]
pub(super) fn NoPhone(
    /// The account is a pupil's: otherwise the number of an adult is noted as a child's.
    pupil: bool,
) -> impl IntoView {
    let lang = lang();
    let words: &[&'static str] = if pupil {
        &[
            link::no_phone_why(lang),
            link::no_phone_sim(lang),
            link::no_phone_meanwhile(lang),
            link::no_phone_teacher(lang),
        ]
    } else {
        &[
            link::no_phone_adult(lang),
            link::no_phone_adult_number(lang),
        ]
    };
    let words: Vec<AnyView> = words
        .iter()
        .map(|words| view! { <p>{*words}</p> }.into_any())
        .collect();
    view! { <div class="stack-tight facts"><h2>{link::no_phone(lang)}</h2>{words}</div> }.into_any()
}

/// What to write to support, and where.
#[component]
pub(super) fn Support(
    /// A mail address, an address of a page, or words such as a telephone number.
    address: String,
) -> impl IntoView {
    let lang = lang();
    let parts = [
        link::support_place(lang),
        link::support_name(lang),
        link::support_vk_id(lang),
        link::support_screenshot(lang),
    ];
    let parts =
        parts.map(|part| view! { <li><Icon name="check"/><span>{part}</span></li> }.into_any());
    view! {
        <div class="stack-tight facts">
            <h2>{link::support_title(lang)}</h2>
            <p>{link::support_first(lang)}</p>
            <ul class="check-list">{Vec::from(parts)}</ul>
            <p>{link::support_never(lang)}</p>
            {(!address.is_empty()).then(|| view! {
                <p>{link::support_where(lang)} " " <strong>{where_to(address)}</strong></p>
            })}
        </div>
    }
    .into_any()
}

fn where_to(address: String) -> AnyView {
    let page = address.starts_with("https://") || address.starts_with("http://");
    if page {
        view! { <a href=address.clone() rel="external">{address.clone()}</a> }.into_any()
    } else if address.contains('@') {
        view! { <a href=format!("mailto:{address}") rel="external">{address.clone()}</a> }
            .into_any()
    } else {
        address.into_any()
    }
}
