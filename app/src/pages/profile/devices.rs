//! Where the account is signed in, and a way to end each session.

use crate::{components::Icon, pages::when, speech::lang};
use leptos::prelude::*;
use model::views::{Day, Device};
use words::{Lang, profile};

/// The list of devices.
#[component]
pub fn Devices(
    /// Every signed-in device.
    devices: Vec<Device>,
) -> impl IntoView {
    let lang = lang();
    // The device that asks was seen just now, so its day is today at the school.
    let today = devices
        .iter()
        .find(|device| device.current)
        .or(devices.first())
        .map(|device| device.seen.day);
    let rows: Vec<AnyView> = devices
        .iter()
        .filter_map(|device| Some(row(lang, device, today?)))
        .collect();
    view! {
        <section class="card">
            <h2>{profile::devices(lang)}</h2>
            <ul class="entity-list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, device: &Device, today: Day) -> AnyView {
    let seen = if device.current {
        profile::this_device(lang).to_owned()
    } else {
        when::long(lang, &device.seen, today)
    };
    let since = profile::device_since(lang, &when::long(lang, &device.since, today));
    // One's own session ends with «Выйти».
    let end = (!device.current).then(|| {
        view! {
            <form method="post" action="/profile/devices/end">
                <input type="hidden" name="id" value=device.id.to_string()/>
                <button class="button button-secondary" type="submit">
                    {profile::end_session(lang)}
                    <span class="visually-hidden">
                        {profile::end_session_ear(lang, &device.agent)}
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
                        {profile::device_seen(lang, &device.address, &seen)}
                    </span>
                    <span class="entity-note">{since}</span>
                </span>
            </div>
            {end}
        </li>
    }
    .into_any()
}
