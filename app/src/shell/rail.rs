use super::{unread, use_me};
use crate::{app::rel, components::Icon, speech::lang};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{Role, views::Me};
use words::shell;

/// The sections: at the side, on a phone at the bottom.
#[component]
pub fn Rail() -> impl IntoView {
    let lang = lang();
    let me = use_me();
    view! {
        <nav class="rail" aria-label=shell::sections(lang)>
            <Transition>
                {move || Suspend::new(async move {
                    // Operators have neither lessons nor chats.
                    let me = me.await.ok();
                    let journal = me.as_ref().is_none_or(Me::uses_the_journal);
                    let unread = me.map(|me| me.unread);
                    journal.then(|| view! {
                        <RailLink href="/schedule" icon="calendar">
                            <span class="rail-label">{shell::schedule(lang)}</span>
                        </RailLink>
                        <RailLink href="/chats" icon="chat">
                            <span class="rail-label">{shell::chats(lang)}</span>
                            {unread.map(|loaded| view! { <Unread loaded/> })}
                        </RailLink>
                    })
                })}
            </Transition>
            <Transition>
                {move || Suspend::new(async move {
                    let staff = me
                        .await
                        .is_ok_and(|me| me.is_staff() && me.uses_the_journal());
                    staff.then(|| view! {
                        <RailLink href="/chat-management" icon="sliders">
                            <span class="rail-label-wide">{shell::management(lang)}</span>
                            <span class="rail-label-narrow">{shell::management_short(lang)}</span>
                        </RailLink>
                    })
                })}
            </Transition>
            <Known view=move |me: &Me| {
                me.is(Role::Administrator)
                    .then(|| view! {
                        <RailLink href="/school" icon="school">
                            <span class="rail-label">{shell::school(lang)}</span>
                        </RailLink>
                    })
                    .into_any()
            }/>
            <Known view=move |me: &Me| {
                me.is(Role::Authority)
                    .then(|| view! {
                        <RailLink href="/authority" icon="school">
                            <span class="rail-label">{shell::schools(lang)}</span>
                        </RailLink>
                        <RailLink href="/authority/log" icon="clock">
                            <span class="rail-label-wide">{shell::log(lang)}</span>
                            <span class="rail-label-narrow">{shell::log_short(lang)}</span>
                        </RailLink>
                    })
                    .into_any()
            }/>
            <RailLink href="/profile" icon="user">
                <span class="rail-label">{shell::profile(lang)}</span>
            </RailLink>
        </nav>
    }
    .into_any()
}

/// A section. Not the router's `<A>`: that takes `/chats` for a part of everything below it.
#[component]
fn RailLink(href: &'static str, icon: &'static str, children: Children) -> impl IntoView {
    let path = use_location().pathname;
    let below = matches!(href, "/school" | "/schedule");
    let within = move |path: &String| {
        path.strip_prefix(href)
            .is_some_and(|rest| rest.is_empty() || (below && rest.starts_with('/')))
    };
    let current = move || path.with(within).then_some("page");
    let rel = move || path.with(|path| rel(path, href));
    view! {
        <a class="rail-link" href=href rel=rel aria-current=current>
            <Icon name=icon/>
            {children()}
        </a>
    }
    .into_any()
}

/// Something that is there once one knows who is signed in.
#[component]
fn Known<F>(view: F) -> impl IntoView
where
    F: Fn(&Me) -> AnyView + Copy + Send + Sync + 'static,
{
    let me = use_me();
    view! {
        <Transition>
            {move || Suspend::new(async move { me.await.ok().map(|me| view(&me)) })}
        </Transition>
    }
}

/// How many messages wait; nothing when none does.
#[component]
fn Unread(loaded: u32) -> impl IntoView {
    let lang = lang();
    let unread = unread(loaded);
    move || {
        (unread() > 0).then(|| {
            view! {
                <span class="badge rail-badge">
                    <span aria-hidden="true">{unread().to_string()}</span>
                    <span class="visually-hidden">{shell::unread(lang, unread())}</span>
                </span>
            }
        })
    }
}
