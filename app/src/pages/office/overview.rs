use super::OfficeTabs;
use crate::{components::PageHead, speech::lang};
use leptos::prelude::*;
use words::office;

/// `/school`
#[component]
pub fn OverviewPage() -> impl IntoView {
    let lang = lang();
    view! {
        <PageHead title=office::title(lang) sub=office::sub(lang)/>
        <OfficeTabs/>
    }
    .into_any()
}
