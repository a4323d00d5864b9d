//! A client's and a call's side of the platform: the only place that knows `fetch`, timers and signals.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/call.js")]
extern "C" {
    /// What the calls of a client share.
    #[derive(Debug)]
    pub(crate) type Shell;
    #[wasm_bindgen(constructor)]
    pub(crate) fn new(address: &str, page: bool, fetch: &JsValue, listener: &JsValue) -> Shell;
    /// Whether there is a `fetch`.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn able(this: &Shell) -> bool;
    /// Ends the wait of the call with that ticket.
    #[wasm_bindgen(method)]
    pub(crate) fn wake(this: &Shell, ticket: f64);
    /// Ends the waits of all calls.
    #[wasm_bindgen(method)]
    pub(crate) fn close(this: &Shell);

    /// One call.
    #[derive(Debug)]
    pub(crate) type Call;
    #[wasm_bindgen(constructor)]
    pub(crate) fn new(shell: &Shell, method: &str) -> Call;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn promise(this: &Call) -> Promise;
    #[wasm_bindgen(method)]
    pub(crate) fn listen(this: &Call, signal: &JsValue);
    #[wasm_bindgen(method, getter)]
    pub(crate) fn aborted(this: &Call) -> bool;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn attempts(this: &Call) -> u32;

    #[wasm_bindgen(method)]
    pub(crate) fn wait(this: &Call, ticket: f64, milliseconds: f64, left: f64) -> Promise;
    #[wasm_bindgen(method)]
    pub(crate) fn ask(this: &Call, ticket: f64, source: &JsValue, left: f64) -> Promise;
    #[wasm_bindgen(method)]
    pub(crate) fn send(
        this: &Call,
        headers: &str,
        body: &str,
        connect: f64,
        read: f64,
        left: f64,
        mode: u32,
    ) -> Promise;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn token(this: &Call) -> JsValue;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn cause(this: &Call) -> JsValue;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn code(this: &Call) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn text(this: &Call) -> String;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn says(this: &Call) -> JsValue;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn headers(this: &Call) -> web_sys::Headers;

    #[wasm_bindgen(method)]
    pub(crate) fn attempted(this: &Call);
    #[wasm_bindgen(method)]
    pub(crate) fn limited(this: &Call, retry_after: f64);
    #[wasm_bindgen(method)]
    pub(crate) fn retries(this: &Call, delay: f64);
    #[wasm_bindgen(method)]
    pub(crate) fn done(this: &Call, mode: u32, outcome: Option<&str>);
    #[wasm_bindgen(method)]
    pub(crate) fn fail(this: &Call, report: &JsValue, token: Option<&str>, cause: &JsValue);

    /// The error of a constructor.
    pub(crate) fn refusal(argument: &str, must: &str, cause: &JsValue) -> JsValue;
    /// Milliseconds from now to a date.
    pub(crate) fn until(date: &str) -> f64;

    /// Handed on to src/entry.js.
    #[wasm_bindgen(reexport, skip_typescript)]
    fn abandon(cause: &JsValue);
}

#[wasm_bindgen]
extern "C" {
    /// Milliseconds that never run backwards.
    #[wasm_bindgen(js_namespace = performance)]
    pub(crate) fn now() -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub(crate) fn random() -> f64;
}

#[wasm_bindgen(module = "/src/errors.js")]
extern "C" {
    #[wasm_bindgen(reexport)]
    type SlackError;
    #[wasm_bindgen(reexport)]
    type SlackArgumentError;
    #[wasm_bindgen(reexport)]
    type SlackApiError;
    #[wasm_bindgen(reexport)]
    type SlackRateLimitedError;
    #[wasm_bindgen(reexport)]
    type SlackHttpError;
    #[wasm_bindgen(reexport)]
    type SlackNetworkError;
    #[wasm_bindgen(reexport)]
    type SlackTimeoutError;
    #[wasm_bindgen(reexport)]
    type SlackProtocolError;
}

#[wasm_bindgen(module = "/src/scrub.js")]
extern "C" {
    /// Not called from here: wasm-bindgen brings only files that it knows of, and src/call.js imports this one.
    #[wasm_bindgen(reexport, skip_typescript)]
    fn scrub(error: &JsValue, token: &str) -> JsValue;
}

/// Makes the glue take a fresh instance before its next call. Called by src/entry.js after a trap.
#[wasm_bindgen(skip_typescript)]
pub fn renew() {
    wasm_bindgen::handler::schedule_reinit();
}
