//! Which camera and which microphone.

use super::room::Room;
use crate::{
    calling::{Device, Source},
    speech::lang,
};
use leptos::{html, prelude::*};
use words::call;

/// A choice among the devices there are, standing at the one in use.
pub(super) fn choice(room: Room, source: Source, devices: RwSignal<Vec<Device>>) -> AnyView {
    let lang = lang();
    let camera = source == Source::Camera;
    let (id, words) = if camera {
        ("call-camera", call::camera_choice(lang))
    } else {
        ("call-microphone", call::microphone_choice(lang))
    };
    let list = move || {
        let list = devices.get().into_iter();
        list.filter(|one| one.kind == source)
            .collect::<Vec<Device>>()
    };
    let options = move || {
        list()
            .into_iter()
            .map(|one| view! { <option value=one.id>{one.name}</option> }.into_any())
            .collect::<Vec<AnyView>>()
    };
    let state = room.calling.state;
    let using = Memo::new(move |_| {
        state.with(|state| {
            let using = &state.using;
            let failed = &state.failed;
            // Where a choice has failed, the browser shows it all the same until it is put back.
            if camera {
                (using.camera.clone(), failed.camera)
            } else {
                (using.microphone.clone(), failed.microphone)
            }
        })
    });
    let element = NodeRef::<html::Select>::new();
    Effect::new(move || {
        let (using, _) = using.get();
        let known = list().iter().any(|one| one.id == using);
        let Some(element) = element.get() else { return };
        // Once the options are there.
        request_animation_frame(move || element.set_value(if known { &using } else { "" }));
    });
    view! {
        <div class="field">
            <label class="field-label" for=id>{words}</label>
            <select
                class="field-input"
                id=id
                node_ref=element
                on:change=move |event| room.calling.choose(source, &event_target_value(&event))
            >
                <option value="">{call::device_any(lang)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
