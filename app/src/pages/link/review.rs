use super::{ToVkId, asked, cards::Compare, create::Create};
use crate::{
    components::{Notice, Steps, heading_with_focus},
    speech::lang,
};
use leptos::prelude::*;
use model::views::{Me, PersonCard};
use words::link;

/// VK ID has answered. First look at both cards, then create the profile from the data that is
/// there already (ID-12, ID-30, ID-37); who has a learning profile skips the second half (ID-23).
#[component]
pub(super) fn Reviewed(
    me: Me,
    journal: PersonCard,
    profile: PersonCard,
    names_differ: bool,
    existing: bool,
) -> impl IntoView {
    let step = asked("step");
    let second = Memo::new(move |_| !existing && step().as_deref() == Some("profile"));
    let given = StoredValue::new((me, journal, profile));
    view! {
        <Steps current=3/>
        {move || {
            let (me, journal, profile) = given.get_value();
            if second.get() {
                view! { <Create profile/> }.into_any()
            } else {
                view! { <Look me journal profile names_differ existing/> }.into_any()
            }
        }}
    }
    .into_any()
}

#[component]
fn Look(
    me: Me,
    journal: PersonCard,
    profile: PersonCard,
    names_differ: bool,
    existing: bool,
) -> impl IntoView {
    let lang = lang();
    let heading = heading_with_focus();
    // Who has a profile has no next step in which a name could be corrected.
    let differ = if existing {
        link::review_differ_existing(lang)
    } else {
        link::review_differ_text(lang)
    };
    let remark = names_differ.then(|| {
        view! {
            <Notice kind="warning" icon="warning">
                <strong>{link::review_differ(lang)}</strong>
                {differ}
            </Notice>
        }
    });
    let onward = if existing {
        let name = profile.name.clone();
        view! {
            <form method="post" action="/link/confirm">
                <input type="hidden" name="family" value=name.family/>
                <input type="hidden" name="given" value=name.given/>
                <input type="hidden" name="middle" value=name.middle/>
                <button class="button button-primary button-block">
                    {link::continue_button(lang)}
                </button>
            </form>
        }
        .into_any()
    } else {
        view! {
            <a class="button button-primary button-block" href="/link?step=profile">
                {link::create(lang)}
            </a>
        }
        .into_any()
    };
    view! {
        <section class="card card-narrow card-mid">
            <h1 tabindex="-1" node_ref=heading>{link::review_title(lang)}</h1>
            <p class="muted">{link::review_text(lang)}</p>
            <Compare me journal profile differ=names_differ/>
            {remark}
            {existing.then(|| view! { <p>{link::review_found(lang)}</p> })}
            <div class="form-actions">
                {onward}
                <ToVkId label=link::other_number(lang) kind="button-quiet"/>
            </div>
        </section>
    }
    .into_any()
}
