//! What `onEvent` is told. Never the token, a body, or a header's value.

use crate::error::{Outcome, to_js};
use crate::method::Method;
use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/platform.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn tell(listener: &Function, event: JsValue) -> Result<(), JsValue>;
}

/// Something that happened within a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    /// A request is over, with this status if there was an answer.
    Attempt { status: Option<u16>, duration: f64 },
    /// Slack limits the method, for so many seconds.
    RateLimited { retry_after: f64 },
    /// Another attempt follows after so many milliseconds.
    Retry { delay: f64 },
    /// The call is over: `None` is success.
    Settled { outcome: Option<Outcome>, duration: f64 },
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Record {
    r#type: &'static str,
    method: &'static str,
    attempt: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delay: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ok: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<f64>,
}

/// Tells the listener. What it throws changes nothing.
pub(crate) fn emit(listener: &Function, method: Method, attempt: u32, event: Event) {
    let record = Record { method: method.name(), attempt, ..Record::default() };
    let record = match event {
        Event::Attempt { status, duration } => Record { r#type: "attempt", status, duration: Some(duration), ..record },
        Event::RateLimited { retry_after } => {
            Record { r#type: "rate_limited", retry_after: Some(retry_after), ..record }
        }
        Event::Retry { delay } => Record { r#type: "retry", delay: Some(delay), ..record },
        Event::Settled { outcome, duration } => Record {
            r#type: "settled",
            ok: Some(outcome.is_none()),
            outcome: outcome.map(Outcome::name),
            duration: Some(duration),
            ..record
        },
    };
    let _ = tell(listener, to_js(&record));
}
