//! `/sign-in/forgot`: who gives out a new password (ID-09).

use crate::{
    components::{Icon, Notice, PageTitle, heading_with_focus},
    shell::PlainFrame,
    speech::lang,
};
use leptos::prelude::*;
use words::door;

/// What to do about a forgotten password. The journal sends none by mail or message: the school
/// knows its people, and a mail box may be anybody's.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let lang = lang();
    let heading = heading_with_focus();
    view! {
        <PlainFrame>
            <PageTitle title=door::forgot_title(lang)/>
            <section class="card card-narrow">
                <h1 tabindex="-1" node_ref=heading>{door::forgot_title(lang)}</h1>
                <p>{door::forgot_text(lang)}</p>
                <ul class="check-list">
                    <li><Icon name="people"/><span>{door::forgot_pupil(lang)}</span></li>
                    <li><Icon name="school"/><span>{door::forgot_staff(lang)}</span></li>
                </ul>
                <p class="muted">{door::forgot_layout(lang)}</p>
                <Notice kind="warning" icon="lock">{door::forgot_warning(lang)}</Notice>
                <a class="button button-primary button-block" href="/sign-in">
                    {door::forgot_back(lang)}
                </a>
            </section>
        </PlainFrame>
    }
    .into_any()
}
