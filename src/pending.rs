//! The promise of a call.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::AbortController;

#[wasm_bindgen(module = "/src/pending.js")]
extern "C" {
    /// The promise, and what settles it.
    #[derive(Clone, Debug)]
    pub(crate) type Pending;
    #[wasm_bindgen(constructor)]
    pub(crate) fn new(method: &str) -> Pending;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn promise(this: &Pending) -> Promise;
    #[wasm_bindgen(method)]
    pub(crate) fn send(this: &Pending) -> AbortController;
    #[wasm_bindgen(method)]
    pub(crate) fn settle(this: &Pending, ok: bool, value: JsValue);

    /// Handed on to src/entry.js.
    #[wasm_bindgen(reexport, skip_typescript)]
    fn abandon(cause: &JsValue);
}

/// Makes the glue take a fresh instance before its next call. Called by src/entry.js after a trap.
#[wasm_bindgen(skip_typescript)]
pub fn renew() {
    wasm_bindgen::handler::schedule_reinit();
}
