use super::{ToVkId, asked};
use crate::{
    components::{Icon, Notice, Steps, heading_with_focus},
    pages::shared::SafetyNotice,
    speech::lang,
};
use leptos::prelude::*;
use model::{
    Role,
    views::{LinkState, Linked, Me},
};
use words::{dates, doctor, link};

/// Nothing begun: what comes and what one needs, or that there is nothing to do.
#[component]
pub(super) fn Start(me: Me) -> impl IntoView {
    match me.link.clone() {
        LinkState::NotLinked => view! { <Begin me/> }.into_any(),
        LinkState::Linked(linked) => view! { <Present me linked/> }.into_any(),
        LinkState::NotOffered => view! { <NotOffered/> }.into_any(),
    }
}

#[component]
fn Begin(me: Me) -> impl IntoView {
    let lang = lang();
    let heading = heading_with_focus();
    let whose = if me.is(Role::Pupil) {
        link::own_contacts_pupil(lang)
    } else {
        link::own_contacts_adult(lang)
    };
    // The wrong profile has just gone to its owner (ID-57).
    let moved = untrack(asked("moved")).map(|_| {
        view! {
            <div role="status">
                <Notice kind="success" icon="check">{doctor::moved_link(lang)}</Notice>
            </div>
        }
    });
    view! {
        <Steps current=0/>
        <section class="card card-narrow">
            <h1 tabindex="-1" node_ref=heading>{link::start_title(lang)}</h1>
            {moved}
            <p class="muted">{link::start_text(lang)}</p>
            <ul class="check-list">
                <li><Icon name="phone"/><span>{link::start_phone(lang)}</span></li>
                <li><Icon name="user"/><span>{link::start_about(lang)}</span></li>
                <li><Icon name="lock"/><span>{link::start_vk(lang)}</span></li>
            </ul>
            <Notice kind="info" icon="info">{whose}</Notice>
            <div class="form-actions">
                <ToVkId label=link::start_button(lang) kind="button-primary"/>
                <a class="button button-quiet button-block" href="/chats">{link::not_now(lang)}</a>
            </div>
            <p class="muted small">{link::start_have(lang)}</p>
            <SafetyNotice/>
        </section>
    }
    .into_any()
}

/// A second try shows the present link, not an error (ID-45).
#[component]
fn Present(me: Me, linked: Linked) -> impl IntoView {
    let lang = lang();
    let heading = heading_with_focus();
    let day = linked.since.day;
    let since = link::born(
        lang,
        &dates::day_and_month(lang, day.day, day.month),
        &day.year.to_string(),
    );
    view! {
        <section class="card card-narrow">
            <span class="done-mark" aria-hidden="true"><Icon name="check"/></span>
            <h1 tabindex="-1" node_ref=heading>{link::present_title(lang)}</h1>
            <p class="muted">{link::present_text(lang)}</p>
            <dl class="person-summary facts">
                <dt>{link::field_name(lang)}</dt>
                <dd>{linked.name.full()}</dd>
                <dt>{link::field_phone(lang)}</dt>
                <dd class="nowrap">{linked.phone}</dd>
                <dt>{link::field_since(lang)}</dt>
                <dd><time datetime=day.iso()>{since}</time></dd>
            </dl>
            <div class="form-actions">
                <a class="button button-primary button-block" href="/messenger" rel="external">
                    {me.names.messenger}
                </a>
                <a class="button button-quiet button-block" href="/chats">
                    {link::to_journal(lang)}
                </a>
            </div>
            <p class="muted small">{link::present_wrong(lang)}</p>
        </section>
    }
    .into_any()
}

#[component]
fn NotOffered() -> impl IntoView {
    let lang = lang();
    let heading = heading_with_focus();
    view! {
        <section class="card card-narrow">
            <h1 tabindex="-1" node_ref=heading>{link::not_offered_title(lang)}</h1>
            <p class="muted">{link::not_offered_text(lang)}</p>
            <a class="button button-primary button-block" href="/" rel="external">
                {link::to_journal(lang)}
            </a>
        </section>
    }
    .into_any()
}
