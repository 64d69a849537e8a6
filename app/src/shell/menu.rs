use super::{LanguageSwitch, role_names};
use crate::{
    components::{Avatar, Icon},
    speech::lang,
};
use leptos::{html, prelude::*};
use model::views::{Child, LinkState, Me, hue};
use words::{Lang, shell};

/// «Электронный журнал · Школа № 12 · 2026/27»
#[must_use]
pub fn journal_name(lang: Lang, me: &Me) -> String {
    let journal = if me.is_staff() {
        shell::journal(lang)
    } else {
        shell::diary(lang)
    };
    let parts = [
        Some(journal),
        Some(me.org_name.as_str()),
        me.year.as_deref(),
    ];
    let parts: Vec<&str> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// The own name with a menu under it (ID-16): a `<details>`, so it opens without JavaScript too.
#[component]
pub fn PersonMenu(
    /// Who.
    me: Me,
) -> impl IntoView {
    let lang = lang();
    let menu = NodeRef::<html::Details>::new();
    close_by_itself(menu);
    let roles = (me.roles.len() > 1).then(|| {
        view! { <span class="topbar-role">{role_names(lang, &me.roles)}</span> }
    });
    let link = match me.link {
        LinkState::NotOffered => None,
        LinkState::NotLinked => Some(item("/link", "link", shell::link_profile(lang).to_owned())),
        LinkState::Linked(_) => Some(item("/chats", "check", shell::linked(lang).to_owned())),
    };
    let children: Vec<AnyView> = me
        .children
        .iter()
        .map(|child| item(&page_of(child), "people", named(lang, child)))
        .collect();
    let name = me.name.full();
    view! {
        <details class="person-menu" node_ref=menu>
            <summary class="topbar-person">
                <span class="topbar-name">{name.clone()}{roles}</span>
                <Avatar initials=me.name.initials() hue=hue(&name) size="size-s"/>
            </summary>
            <div class="menu">
                {item("/profile", "user", shell::profile(lang).to_owned())}
                {link}
                {children}
                <LanguageSwitch/>
                <form method="post" action="/sign-out">
                    <button class="menu-item">
                        <Icon name="logout"/>
                        {shell::sign_out(lang)}
                    </button>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn item(href: &str, icon: &'static str, text: String) -> AnyView {
    let path = leptos_router::hooks::use_location().pathname;
    let to = href.to_owned();
    let rel = move || path.with(|path| crate::app::rel(path, &to));
    view! {
        <a class="menu-item" href=href.to_owned() rel=rel>
            <Icon name=icon/>
            {text}
        </a>
    }
    .into_any()
}

fn page_of(child: &Child) -> String {
    format!("/people/{}", child.id)
}

/// «Артём Соколов, 4А»
fn named(lang: Lang, child: &Child) -> String {
    let name = child.name.friendly();
    match &child.class {
        Some(class) => shell::child_in_class(lang, class, &name),
        None => name,
    }
}

/// Closes the menu at a change of page, at Esc and at a press elsewhere.
fn close_by_itself(menu: NodeRef<html::Details>) {
    #[cfg(feature = "hydrate")]
    {
        use leptos::ev;
        use wasm_bindgen::JsCast;
        let path = leptos_router::hooks::use_location().pathname;
        let close = move || {
            if let Some(menu) = menu.try_get_untracked().flatten() {
                drop(menu.remove_attribute("open"));
            }
        };
        Effect::new(move || {
            path.track();
            close();
        });
        let outside = window_event_listener(ev::click, move |event| {
            let target = event
                .target()
                .and_then(|it| it.dyn_into::<web_sys::Node>().ok());
            let inside = menu
                .try_get_untracked()
                .flatten()
                .is_some_and(|menu| menu.contains(target.as_ref()));
            if !inside {
                close();
            }
        });
        let escape = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" {
                close();
            }
        });
        on_cleanup(move || {
            outside.remove();
            escape.remove();
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = menu;
}
