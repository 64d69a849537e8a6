//! The two cards side by side (ID-12): who is signed in, and whose the profile is.

use crate::{components::Avatar, shell::role_name, speech::lang};
use leptos::prelude::*;
use model::views::{Me, PersonCard, hue};
use words::{Lang, link};

/// Both cards, with a sign between them for the eye and the ear.
#[component]
pub(super) fn Compare(
    /// For whom: staff have a journal, families a diary.
    me: Me,
    /// Who is signed in.
    journal: PersonCard,
    /// Who the profile says one is.
    profile: PersonCard,
    /// Whether they do not go together.
    differ: bool,
) -> impl IntoView {
    let lang = lang();
    let label = if me.is_staff() {
        link::card_journal(lang)
    } else {
        link::card_diary(lang)
    };
    let (sign, ear) = if differ {
        ("≠", link::differs(lang))
    } else {
        ("=", link::same(lang))
    };
    view! {
        <div class="compare">
            <Card label card=journal wrong=false/>
            <span class="compare-sign" class:is-same=!differ>
                <span aria-hidden="true">{sign}</span>
                <span class="visually-hidden">{ear}</span>
            </span>
            <Card label=link::card_profile(lang) card=profile wrong=differ/>
        </div>
    }
    .into_any()
}

#[component]
fn Card(label: &'static str, card: PersonCard, wrong: bool) -> impl IntoView {
    let lang = lang();
    let class = if wrong {
        "compare-card is-wrong"
    } else {
        "compare-card"
    };
    let who = role_and_class(lang, &card);
    let born = card
        .born
        .map(|day| view! { <time datetime=day.iso()>{day.dotted()}</time> });
    view! {
        <div class=class>
            <span class="compare-label">{label}</span>
            <Avatar initials=card.name.initials() hue=hue(&card.name.full()) size="size-l"/>
            <strong>{card.name.full()}</strong>
            {who.map(|who| view! { <span>{who}</span> })}
            {card.phone.map(|phone| view! { <span class="nowrap">{phone}</span> })}
            {born}
        </div>
    }
    .into_any()
}

/// «ученик, 4А»
fn role_and_class(lang: Lang, card: &PersonCard) -> Option<String> {
    let role = role_name(lang, card.role?);
    Some(match &card.class {
        Some(class) => link::card_role_class(lang, class, role),
        None => role.to_owned(),
    })
}
