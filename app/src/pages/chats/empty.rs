//! The page for those who have no chats yet, or never will.

use crate::{
    components::Icon,
    pages::shared::{LinkForm, SafetyNotice},
    speech::lang,
};
use leptos::prelude::*;
use model::{Role, views::Me};
use words::{Lang, chats, profile};

/// Not linked: what will open, and the one button that opens it (ID-67).
#[component]
pub fn NotLinked(
    /// Who looks.
    me: Me,
) -> impl IntoView {
    let lang = lang();
    let opens: Vec<AnyView> = me
        .roles
        .iter()
        .filter_map(|role| opens(lang, *role, &me))
        .map(|words| view! { <p>{words}</p> }.into_any())
        .collect();
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="chat"/>
                <h2>{chats::ready_title(lang)}</h2>
                <p>{chats::ready(lang)}</p>
                {opens}
                <LinkForm label=profile::link_vk_id(lang)/>
            </div>
            <SafetyNotice/>
        </section>
    }
    .into_any()
}

/// What a role's link opens, in words. The names of the chats are not known to the page before.
fn opens(lang: Lang, role: Role, me: &Me) -> Option<String> {
    match role {
        Role::Pupil => Some(chats::opens_pupil(lang).to_owned()),
        Role::Guardian => {
            let children = u32::try_from(me.children.len()).unwrap_or(u32::MAX);
            Some(chats::opens_guardian(lang, children))
        }
        Role::Teacher => Some(chats::opens_teacher(lang).to_owned()),
        // Whoever also teaches is told more by that.
        Role::Administrator if !me.is(Role::Teacher) => {
            Some(chats::opens_administrator(lang).to_owned())
        }
        Role::Administrator | Role::Authority | Role::Support => None,
    }
}

/// Roles without chats.
#[component]
pub fn NotOffered() -> impl IntoView {
    let lang = lang();
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="chat"/>
                <h2>{chats::not_offered_title(lang)}</h2>
                <p>{chats::not_offered(lang)}</p>
            </div>
        </section>
    }
    .into_any()
}
