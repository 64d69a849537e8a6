//! The page of devices: what one looks and sounds like, before anybody else does (CA-02..04).

use super::{choice::choice, door, permission, room::Room};
use crate::{
    calling::{Device, Failed, Failure, Source},
    components::Icon,
    speech::lang,
};
use leptos::{html, prelude::*};
use model::CallStage;
use words::{Lang, call};

pub(super) fn page(room: Room) -> AnyView {
    let lang = lang();
    let calling = room.calling;
    let state = calling.state;
    let devices = RwSignal::new(Vec::<Device>::new());
    // Both on, as most come in; once, and not again when the lesson's news draw this page anew.
    Effect::new(move || {
        let fresh = state.with_untracked(|state| {
            let failed = state.failed;
            let asked = failed.camera != Failure::None || failed.microphone != Failure::None;
            !asked && !state.prepared.camera && !state.prepared.microphone
        });
        if calling.ready.get() == Some(true) && fresh {
            calling.prepare(Source::Camera, true);
            calling.prepare(Source::Microphone, true);
        }
    });
    let prepared = Memo::new(move |_| state.with(|state| state.prepared));
    // Names of devices are known once one of them was given.
    Effect::new(move || {
        prepared.track();
        calling.list(devices);
    });
    let faults = Memo::new(move |_| state.with(|state| failures(lang, &state.failed)));
    let fault = move || {
        let lines: Vec<AnyView> = faults
            .get()
            .into_iter()
            .map(|line| view! { <p>{line}</p> }.into_any())
            .collect();
        (!lines.is_empty()).then(|| {
            let denied = state.with_untracked(|state| is_denied(&state.failed));
            view! {
                <div class="form-error" role="alert">
                    <Icon name="warning"/>
                    <div class="stack-tight">{lines}{denied.then(|| permission::picture(lang))}</div>
                </div>
            }
        })
    };
    let missing = move || {
        (calling.ready.get() == Some(false)).then(|| {
            view! {
                <div class="form-error" role="alert">
                    <Icon name="warning"/>
                    <p>{call::no_client(lang)}</p>
                </div>
            }
        })
    };
    let enter = room
        .page
        .with_value(|page| match (page.dialogue, page.stage) {
            (true, CallStage::Going) => call::answer(lang),
            (true, _) => call::dial(lang),
            (false, _) => call::join(lang),
        });
    let (title, back, of) = room
        .page
        .with_value(|page| (page.title.clone(), page.back.clone(), page.of));
    view! {
        <main class="call-door" id="main">
            <section class="card call-card">
                <div>
                    <p class="muted">{title}</p>
                    <h1>{call::devices_title(lang)}</h1>
                    <p class="muted">{call::devices_why(lang)}</p>
                    {door::count(room)}
                </div>
                {preview(room)}
                <div class="row">
                    {switch(room, Source::Camera)}
                    {switch(room, Source::Microphone)}
                    {meter(room)}
                </div>
                {fault}
                {missing}
                <div class="call-choices">
                    {choice(room, Source::Camera, devices)}
                    {choice(room, Source::Microphone, devices)}
                </div>
                {super::refusal(lang, room.refused)}
                {door::wait(room)}
                <div class="row">
                    <button
                        class="button button-primary"
                        type="button"
                        disabled=move || room.wanted.get() || calling.ready.get() != Some(true)
                        on:click=move |_| room.enter()
                    >
                        {enter}
                    </button>
                    <a class="button button-quiet" href=back rel="external">
                        {super::end::way_back(lang, of)}
                    </a>
                </div>
            </section>
        </main>
    }
    .into_any()
}

fn preview(room: Room) -> AnyView {
    let lang = lang();
    let calling = room.calling;
    let element = NodeRef::<html::Video>::new();
    let on = Memo::new(move |_| calling.state.with(|state| state.prepared.camera));
    // Another camera is another track, and the memo does not know of it.
    Effect::new(move || {
        calling.state.track();
        if on.get()
            && let Some(element) = element.get()
        {
            calling.show("", Source::Camera, &element);
        }
    });
    view! {
        <div class="call-preview">
            <video
                node_ref=element
                autoplay
                playsinline
                prop:muted=true
                aria-label=call::preview(lang)
                hidden=move || !on.get()
            ></video>
            {move || (!on.get()).then(|| view! { <p>{call::camera_is_off(lang)}</p> })}
        </div>
    }
    .into_any()
}

fn switch(room: Room, source: Source) -> AnyView {
    let lang = lang();
    let calling = room.calling;
    let camera = source == Source::Camera;
    let on = Memo::new(move |_| {
        let prepared = calling.state.with(|state| state.prepared);
        if camera {
            prepared.camera
        } else {
            prepared.microphone
        }
    });
    let words = move || match (camera, on.get()) {
        (true, true) => call::turn_camera_off(lang),
        (true, false) => call::turn_camera_on(lang),
        (false, true) => call::turn_microphone_off(lang),
        (false, false) => call::turn_microphone_on(lang),
    };
    let icon = move || {
        let name = match (camera, on.get()) {
            (true, true) => "camera",
            (true, false) => "camera-off",
            (false, true) => "microphone",
            (false, false) => "microphone-off",
        };
        view! { <Icon name=name/> }
    };
    view! {
        <button
            class="button button-secondary"
            type="button"
            on:click=move |_| calling.prepare(source, !on.get_untracked())
        >
            {icon}
            {words}
        </button>
    }
    .into_any()
}

/// How loud one is: the browser's own meter, moved ten times a second.
fn meter(room: Room) -> AnyView {
    let lang = lang();
    let level = RwSignal::new(0.0_f64);
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        let tick = move || level.set(room.calling.level());
        let often = std::time::Duration::from_millis(100);
        if let Ok(timer) = set_interval_with_handle(tick, often) {
            on_cleanup(move || timer.clear());
        }
    });
    let _ = room;
    view! {
        <meter
            class="call-meter"
            min="0"
            max="1"
            aria-label=call::level(lang)
            prop:value=move || level.get()
        ></meter>
    }
    .into_any()
}

/// What could not be turned on, and what to do.
pub(super) fn failures(lang: Lang, failed: &Failed) -> Vec<String> {
    let mut lines: Vec<&str> = Vec::new();
    for (failure, words) in [
        (
            failed.camera,
            [
                call::denied_camera(lang),
                call::missing_camera(lang),
                call::busy_camera(lang),
                call::other_camera(lang),
            ],
        ),
        (
            failed.microphone,
            [
                call::denied_microphone(lang),
                call::missing_microphone(lang),
                call::busy_microphone(lang),
                call::other_microphone(lang),
            ],
        ),
        (failed.screen, [call::other_screen(lang); 4]),
    ] {
        let line = match failure {
            Failure::None => continue,
            Failure::Denied => words[0],
            Failure::Missing => words[1],
            Failure::Busy => words[2],
            Failure::Insecure => call::insecure(lang),
            Failure::Forbidden => call::forbidden(lang),
            Failure::Other => words[3],
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if is_denied(failed) {
        lines.push(call::denied_how(lang));
    }
    lines.into_iter().map(str::to_owned).collect()
}

/// The browser refuses something that its own settings can give.
fn is_denied(failed: &Failed) -> bool {
    [failed.camera, failed.microphone].contains(&Failure::Denied)
}
