//! The call that this page is in: LiveKit's client as signals and a few verbs. On the server there
//! is none.

#[cfg(feature = "hydrate")]
mod module;
mod state;

pub use state::*;

use leptos::prelude::*;

/// The call of this page.
#[derive(Clone, Copy)]
pub struct Calling {
    /// How everything stands.
    pub state: RwSignal<CallState>,
    /// Whether the client is there; nothing until it was looked for.
    pub ready: RwSignal<Option<bool>>,
    #[cfg(feature = "hydrate")]
    call: StoredValue<Option<module::Call>, LocalStorage>,
}

impl Calling {
    /// No call yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            state: RwSignal::new(CallState::default()),
            ready: RwSignal::new(None),
            #[cfg(feature = "hydrate")]
            call: StoredValue::new_local(None),
        }
    }
}

impl Default for Calling {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "hydrate")]
mod verbs {
    use super::{Calling, Device, Source, module};
    use leptos::{prelude::*, task::spawn_local};
    use wasm_bindgen_futures::JsFuture;

    impl Calling {
        /// Looks for the client. Called once, in the browser.
        pub fn start(self) {
            let call = module::open(move |text| {
                if let Ok(state) = serde_json::from_str(&text) {
                    self.state.set(state);
                }
            });
            self.ready.set(Some(call.is_some()));
            self.call.set_value(call);
            on_cleanup(move || self.leave());
        }

        fn with(self, act: impl FnOnce(&module::Call)) {
            self.call.with_value(|call| call.as_ref().map(act));
        }

        /// Turns an own device on or off before the call.
        pub fn prepare(self, source: Source, on: bool) {
            self.with(|call| wait(call.prepare(source.code(), on)));
        }

        /// Turns an own source on or off in the call.
        pub fn set(self, source: Source, on: bool) {
            self.with(|call| wait(call.set(source.code(), on)));
        }

        /// Takes another device, before the call or in it; no name: as the browser has it.
        pub fn choose(self, source: Source, device: &str) {
            self.with(|call| wait(call.choose(source.code(), device)));
        }

        /// «Экономия трафика», or all that the line takes.
        pub fn save(self, on: bool) {
            self.with(|call| call.save(on));
        }

        /// Raises the own hand or lowers it.
        pub fn hand(self, up: bool) {
            self.with(|call| wait(call.hand(up)));
        }

        /// Plays what the browser held back.
        pub fn listen(self) {
            self.with(|call| wait(call.listen()));
        }

        /// Goes.
        pub fn leave(self) {
            self.with(|call| wait(call.leave()));
        }

        /// Back before the call, after it.
        pub fn again(self) {
            self.with(module::Call::again);
        }

        /// Shows somebody in a video element; nobody: what the own camera sees before the call.
        pub fn show(self, who: &str, source: Source, element: &web_sys::HtmlVideoElement) {
            self.with(|call| call.show(who, source.code(), element));
        }

        /// How loud the own microphone is, 0 to 1.
        #[must_use]
        pub fn level(self) -> f64 {
            self.call
                .with_value(|call| call.as_ref().map_or(0.0, module::Call::level))
        }

        /// The devices there are.
        pub fn list(self, devices: RwSignal<Vec<Device>>) {
            self.with(|call| {
                let promise = call.devices();
                spawn_local(async move {
                    let text = JsFuture::from(promise).await.ok();
                    let text = text.and_then(|text| text.as_string());
                    let list = text.and_then(|text| serde_json::from_str(&text).ok());
                    devices.set(list.unwrap_or_default());
                });
            });
        }

        /// Comes in. True when it worked.
        pub async fn join(self, url: &str, token: &str) -> bool {
            let promise = self
                .call
                .with_value(|call| call.as_ref().map(|call| call.join(url, token)));
            match promise {
                Some(promise) => JsFuture::from(promise).await.is_ok(),
                None => false,
            }
        }
    }

    /// Lets something happen: how it went is in the state.
    fn wait(promise: js_sys::Promise) {
        spawn_local(async move {
            drop(JsFuture::from(promise).await);
        });
    }
}

/// On the server nothing happens: these are for the handlers, which run in the browser alone.
#[cfg(not(feature = "hydrate"))]
#[allow(missing_docs, clippy::unused_self)]
impl Calling {
    pub fn start(self) {}
    pub fn prepare(self, _source: Source, _on: bool) {}
    pub fn set(self, _source: Source, _on: bool) {}
    pub fn choose(self, _source: Source, _device: &str) {}
    pub fn save(self, _on: bool) {}
    pub fn hand(self, _up: bool) {}
    pub fn listen(self) {}
    pub fn leave(self) {}
    pub fn again(self) {}
    pub fn show<T>(self, _who: &str, _source: Source, _element: &T) {}
    pub fn level(self) -> f64 {
        0.0
    }
    pub fn list(self, _devices: RwSignal<Vec<Device>>) {}
    pub async fn join(self, _url: &str, _token: &str) -> bool {
        false
    }
}
