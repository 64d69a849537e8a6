//! Where the account is signed in.

use crate::{components::Icon, pages::when};
use leptos::prelude::*;
use model::views::{Device, SchoolPerson};
use words::{Lang, people};

pub(super) fn card(lang: Lang, page: &SchoolPerson) -> AnyView {
    let action = format!("/school/people/{}/devices/end", page.id);
    let rows: Vec<AnyView> = page
        .devices
        .iter()
        .map(|device| row(lang, page, device, &action))
        .collect();
    let others = page.devices.iter().filter(|device| !device.current).count();
    let all = (others > 1).then(|| {
        view! {
            <form method="post" action=action.clone()>
                <button class="button button-secondary" type="submit">{people::end_all(lang)}</button>
            </form>
        }
    });
    let none = rows.is_empty().then(|| {
        view! { <p class="muted">{people::no_devices(lang)}</p> }
    });
    view! {
        <section class="card" aria-labelledby="person-devices">
            <h2 id="person-devices">{people::devices(lang)}</h2>
            {none}
            <ul class="entity-list">{rows}</ul>
            {all}
        </section>
    }
    .into_any()
}

fn row(lang: Lang, page: &SchoolPerson, device: &Device, action: &str) -> AnyView {
    let seen = if device.current {
        people::this_device(lang).to_owned()
    } else {
        when::long(lang, &device.seen, page.today)
    };
    let since = people::device_since(lang, &when::long(lang, &device.since, page.today));
    // One's own session ends with «Выйти».
    let end = (!device.current).then(|| {
        view! {
            <form method="post" action=action.to_owned()>
                <input type="hidden" name="device" value=device.id.to_string()/>
                <button class="button button-secondary" type="submit">
                    {people::end_device(lang)}
                    <span class="visually-hidden">
                        " "{people::end_device_ear(lang, &device.agent)}
                    </span>
                </button>
            </form>
        }
    });
    view! {
        <li class="spread">
            <div class="entity">
                <Icon name="device"/>
                <span class="entity-text">
                    <span class="entity-name">{device.agent.clone()}</span>
                    <span class="entity-note">
                        {people::device(lang, &device.address, &seen)}
                    </span>
                    <span class="entity-note">{since}</span>
                </span>
            </div>
            {end}
        </li>
    }
    .into_any()
}
