//! Types of `frontend/call/call.js`, the one place that knows livekit-client.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlVideoElement;

#[wasm_bindgen]
extern "C" {
    type Client;
    #[wasm_bindgen(method, js_name = open)]
    fn open_call(this: &Client, changed: &Function) -> Call;

    /// A call of the page.
    pub type Call;
    #[wasm_bindgen(method)]
    pub fn prepare(this: &Call, kind: &str, on: bool) -> Promise;
    #[wasm_bindgen(method)]
    pub fn set(this: &Call, kind: &str, on: bool) -> Promise;
    #[wasm_bindgen(method)]
    pub fn choose(this: &Call, kind: &str, device: &str) -> Promise;
    #[wasm_bindgen(method)]
    pub fn save(this: &Call, on: bool);
    #[wasm_bindgen(method)]
    pub fn hand(this: &Call, up: bool) -> Promise;
    #[wasm_bindgen(method)]
    pub fn listen(this: &Call) -> Promise;
    #[wasm_bindgen(method)]
    pub fn leave(this: &Call) -> Promise;
    #[wasm_bindgen(method)]
    pub fn again(this: &Call);
    #[wasm_bindgen(method)]
    pub fn devices(this: &Call) -> Promise;
    #[wasm_bindgen(method)]
    pub fn level(this: &Call) -> f64;
    #[wasm_bindgen(method)]
    pub fn show(this: &Call, identity: &str, kind: &str, element: &HtmlVideoElement);
    #[wasm_bindgen(method)]
    pub fn join(this: &Call, url: &str, token: &str) -> Promise;
}

/// A call whose state is told to `changed`, as JSON; none when the script was not loaded.
pub(super) fn open(changed: impl Fn(String) + 'static) -> Option<Call> {
    let window = web_sys::window()?;
    let client = Reflect::get(&window, &"zvonokCall".into()).ok()?;
    if !client.is_object() {
        return None;
    }
    let changed = Closure::<dyn Fn(String)>::new(changed);
    let call = client
        .unchecked_into::<Client>()
        .open_call(changed.as_ref().unchecked_ref());
    // As long as the page.
    changed.forget();
    Some(call)
}
