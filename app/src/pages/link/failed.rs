use super::{ToVkId, asked, help::Support};
use crate::{
    components::{Icon, heading_with_focus},
    speech::{lang, say},
};
use leptos::prelude::*;
use model::{Problem, views::Me};
use words::{common, link};

/// «Не удалось авторизоваться» (ID-51..53): the reason, the likely cause, the ways out. Never
/// whose the profile is.
#[component]
pub(super) fn Failed(me: Me, problem: Problem) -> impl IntoView {
    let lang = lang();
    let heading = heading_with_focus();
    let help = asked("help");
    let support = StoredValue::new(me.names.support);
    let taken = problem == Problem::LinkedElsewhere;
    let hint = taken.then(|| {
        view! {
            <p>{link::failed_hint(lang)}</p>
            <p class="muted">{link::failed_own(lang)} " " {link::failed_child(lang)}</p>
        }
    });
    let again = if taken {
        link::other_number(lang)
    } else {
        common::try_again(lang)
    };
    let explained = move || {
        (help().as_deref() == Some("support"))
            .then(|| view! { <Support address=support.get_value()/> })
    };
    view! {
        <section class="card card-narrow">
            <span class="done-mark done-mark-error" aria-hidden="true"><Icon name="unlink"/></span>
            <h1 tabindex="-1" node_ref=heading>{link::failed_title(lang)}</h1>
            <p>{say(lang, &problem)}</p>
            {hint}
            <div class="form-actions">
                <ToVkId label=again kind="button-primary"/>
                <a class="button button-outline button-block" href="/link?help=support#help">
                    {link::to_support(lang)}
                </a>
                <a class="button button-quiet button-block" href="/chats">
                    {link::to_journal(lang)}
                </a>
            </div>
            <div id="help" role="status">{explained}</div>
        </section>
    }
    .into_any()
}
