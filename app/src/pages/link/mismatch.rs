use super::{
    ToVkId, asked,
    cards::Compare,
    help::{NoPhone, Support},
};
use crate::{components::heading_with_focus, speech::lang};
use leptos::prelude::*;
use model::views::{Me, Mismatch, PersonCard};
use words::{Lang, common, link};

/// The profile is somebody else's (ID-10..14): stopped before the link, since repairing it later
/// is the commonest case of support. Three ways on.
#[component]
pub(super) fn Mismatched(
    me: Me,
    journal: PersonCard,
    profile: PersonCard,
    why: Mismatch,
) -> impl IntoView {
    let lang = lang();
    let heading = heading_with_focus();
    let help = asked("help");
    let support = StoredValue::new(me.names.support.clone());
    let pupil = why.account_is_pupil();
    let text = explanation(lang, why, &journal.name.given);
    let again = if pupil {
        link::with_childs_number(lang)
    } else {
        link::with_own_number(lang)
    };
    let explained = move || match help().as_deref() {
        Some("no-phone") => view! { <NoPhone pupil/> }.into_any(),
        Some("support") => view! { <Support address=support.get_value()/> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <section class="card card-narrow card-mid">
            <h1 tabindex="-1" node_ref=heading>{link::mismatch_title(lang)}</h1>
            <p class="muted">{text}</p>
            <Compare me journal profile differ=true/>
            <div class="form-actions">
                <ToVkId label=again kind="button-primary"/>
                <a class="button button-secondary button-block" href="/link?help=no-phone#help">
                    {link::no_phone(lang)}
                </a>
                <a class="button button-outline button-block" href="/link?help=support#help">
                    {link::schools_mistake(lang)}
                </a>
                <a class="button button-quiet button-block" href="/chats">{common::cancel(lang)}</a>
            </div>
            <div id="help" role="status">{explained}</div>
        </section>
    }
    .into_any()
}

fn explanation(lang: Lang, why: Mismatch, name: &str) -> String {
    match why {
        Mismatch::PhoneOfAdult => link::phone_of_adult(lang, name),
        Mismatch::PhoneOfPupil => link::phone_of_pupil(lang).to_owned(),
        Mismatch::AgeOfAdult => link::age_of_adult(lang, name),
        Mismatch::AgeOfPupil => link::age_of_pupil(lang).to_owned(),
    }
}
