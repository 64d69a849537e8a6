//! A link that does not fit, on two cards (`shared/design/look/wrong-profile-wide.png`).

use super::shared::membership;
use crate::{
    api,
    components::{Avatar, Icon, Notice},
    shell::{role_name, use_me},
    speech::lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    MisfitKind,
    views::{Misfit, MisfitCard, Viewpoint, hue},
};
use words::{Lang, doctor};

/// «Похоже, привязан чужой профиль»: what concerns the reader; nothing when all is right.
#[component]
pub fn WrongLinks() -> impl IntoView {
    let me = use_me();
    let found = Resource::new(membership(me), |_tick| api::own_misfits());
    let query = use_query_map();
    let moved = query
        .with_untracked(|query| query.get("moved").is_some())
        .then(|| {
            view! {
                <div role="status">
                    <Notice kind="success" icon="check">{doctor::moved(lang())}</Notice>
                </div>
            }
        });
    view! {
        {moved}
        <Transition>
            {move || Suspend::new(async move {
                let found = found.await.unwrap_or_default();
                found.into_iter().map(|misfit| view! { <WrongLink misfit/> }).collect_view()
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn WrongLink(misfit: Misfit) -> impl IntoView {
    let lang = lang();
    let href = format!("/link/repair/{}", misfit.id);
    view! {
        <section class="card">
            <h2>{title(lang, misfit.standing)}</h2>
            <p>{why(lang, misfit.kind)} " " {doctor::harm(lang)}</p>
            <MisfitCompare misfit/>
            <a class="button button-primary" href=href>{doctor::mend(lang)}</a>
        </section>
    }
    .into_any()
}

/// The heading: to the owner of the profile it is another story.
pub fn title(lang: Lang, standing: Viewpoint) -> &'static str {
    match standing {
        Viewpoint::Owner => doctor::owner_title(lang),
        _ => doctor::title(lang),
    }
}

/// What is wrong, in a sentence.
pub fn why(lang: Lang, kind: MisfitKind) -> &'static str {
    match kind {
        MisfitKind::ProfileOfParent => doctor::why_profile_of_parent(lang),
        MisfitKind::ProfileOfChild => doctor::why_profile_of_child(lang),
        MisfitKind::ProfileOfSibling => doctor::why_profile_of_sibling(lang),
        MisfitKind::AgeDoesNotFit => doctor::why_age_does_not_fit(lang),
        MisfitKind::PhoneOfSomebodyElse => doctor::why_phone_of_somebody_else(lang),
        MisfitKind::OnePhoneForTwo => doctor::why_one_phone_for_two(lang),
    }
}

/// Both cards, with what differs marked on the profile's.
#[component]
pub fn MisfitCompare(
    /// The link.
    misfit: Misfit,
) -> impl IntoView {
    let lang = lang();
    let none = Marked::default();
    let marked = Marked {
        name: misfit.differs.name,
        phone: misfit.differs.phone,
        born: misfit.differs.born,
    };
    view! {
        <div class="compare">
            {card(lang, doctor::card_account(lang), misfit.account, none, false)}
            <span class="compare-sign">
                <span aria-hidden="true">"≠"</span>
                <span class="visually-hidden">{words::link::differs(lang)}</span>
            </span>
            {card(lang, doctor::card_profile(lang), misfit.profile, marked, true)}
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy, Default)]
struct Marked {
    name: bool,
    phone: bool,
    born: bool,
}

fn card(
    lang: Lang,
    label: &'static str,
    card: MisfitCard,
    marked: Marked,
    profile: bool,
) -> AnyView {
    let class = if profile {
        "compare-card is-wrong"
    } else {
        "compare-card"
    };
    let role = card.role.map(|role| {
        let role = role_name(lang, role);
        let whole = match &card.class {
            Some(class) => doctor::role_class(lang, class, role),
            None => role.to_owned(),
        };
        if profile {
            doctor::seems(lang, &whole)
        } else {
            whole
        }
    });
    let (initials, shade) = match &card.name {
        Some(name) => (name.initials(), hue(&name.full())),
        None => ("?".to_owned(), 0),
    };
    let name = name_of(lang, &card);
    let born = card
        .born
        .map(|day| view! { <time datetime=day.iso()>{day.dotted()}</time> }.into_any());
    view! {
        <div class=class>
            <span class="compare-label">{label}</span>
            <Avatar initials=initials hue=shade size="size-l"/>
            <strong>{mark(lang, marked.name, name.into_any())}</strong>
            {role.map(|role| view! { <span>{role}</span> })}
            {card.phone.map(|phone| {
                let phone = view! { <span class="nowrap">{phone}</span> }.into_any();
                view! { <span>{mark(lang, marked.phone, phone)}</span> }
            })}
            {born.map(|born| view! { <span>{mark(lang, marked.born, born)}</span> })}
        </div>
    }
    .into_any()
}

/// The name, or that it is not the reader's to know.
pub fn name_of(lang: Lang, card: &MisfitCard) -> String {
    match &card.name {
        Some(name) => name.full(),
        None => doctor::stranger(lang).to_owned(),
    }
}

/// What is not the same on both cards, for the eye and the ear.
fn mark(lang: Lang, differs: bool, what: AnyView) -> AnyView {
    if !differs {
        return what;
    }
    view! {
        <span class="compare-differs">
            {what}
            <Icon name="warning" small=true/>
            <span class="visually-hidden">" " {doctor::differs_ear(lang)}</span>
        </span>
    }
    .into_any()
}
