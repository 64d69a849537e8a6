//! What to press when the browser has refused (CA-03): the place beside the address, and the two
//! switches that open there. Browsers differ in the icon, not in the place.

use leptos::prelude::*;
use words::{Lang, call};

pub(super) fn picture(lang: Lang) -> AnyView {
    view! {
        <svg class="call-permission" viewBox="0 0 320 132" role="img" aria-label=call::denied_picture(lang)>
            <rect class="bar" x="1" y="1" width="318" height="34" rx="17"/>
            <circle class="mark" cx="22" cy="18" r="13"/>
            <path class="line" d="M15 15h6M25 15h4M15 21h3M22 21h7"/>
            <circle class="line" cx="23" cy="15" r="2"/>
            <circle class="line" cx="20" cy="21" r="2"/>
            <rect class="text" x="46" y="14" width="150" height="8" rx="4"/>
            <rect class="bar" x="8" y="46" width="200" height="84" rx="12"/>
            <path class="bar" d="M16 47l6-8 6 8"/>
            <path class="line" d="M22 61h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H22a2 2 0 0 1-2-2V63a2 2 0 0 1 2-2ZM36 66l5-3v10l-5-3"/>
            <rect class="text" x="54" y="64" width="80" height="8" rx="4"/>
            <rect class="on" x="160" y="59" width="34" height="18" rx="9"/>
            <circle class="knob" cx="185" cy="68" r="6"/>
            <path class="line" d="M30 96a4 4 0 0 1 4 4v6a4 4 0 0 1-8 0v-6a4 4 0 0 1 4-4ZM23 106a7 7 0 0 0 14 0M30 113v4"/>
            <rect class="text" x="54" y="102" width="60" height="8" rx="4"/>
            <rect class="on" x="160" y="97" width="34" height="18" rx="9"/>
            <circle class="knob" cx="185" cy="106" r="6"/>
        </svg>
    }
    .into_any()
}
