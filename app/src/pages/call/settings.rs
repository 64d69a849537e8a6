//! «Настройки» (CA-15): devices, and «Экономия трафика».

use super::{choice::choice, room::Room};
use crate::{calling::Device, calling::Source, components::Sheet, speech::lang};
use leptos::prelude::*;
use words::call;

#[component]
pub(super) fn SettingsSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The call.
    room: Room,
) -> impl IntoView {
    let lang = lang();
    let devices = RwSignal::new(Vec::<Device>::new());
    // Devices come and go while one is in a call.
    Effect::new(move || {
        if open.get() {
            room.calling.list(devices);
        }
    });
    view! {
        <Sheet open=open id="call-settings" title=call::settings(lang)>
            <div class="sheet-body">
                {choice(room, Source::Camera, devices)}
                {choice(room, Source::Microphone, devices)}
                <label class="checkbox">
                    <input
                        type="checkbox"
                        prop:checked=move || room.saving.get()
                        on:change=move |event| room.saving.set(event_target_checked(&event))
                    />
                    <span>
                        <strong>{call::saving(lang)}</strong>
                        <br/>
                        <span class="muted">{call::saving_why(lang)}</span>
                    </span>
                </label>
            </div>
        </Sheet>
    }
    .into_any()
}
