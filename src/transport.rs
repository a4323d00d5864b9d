//! One request and its answer: the only place that knows `fetch`.

use crate::clock::Alarm;
use crate::encode::{Header, Wiped};
use crate::error::{Headers, Phase, to_js};
use crate::read;
use crate::settings::Timeout;
use crate::watch::{Signal, Stop, Watch};
use gloo_net::http;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

#[wasm_bindgen(module = "/src/platform.js")]
extern "C" {
    fn send(fetch: Option<&Function>, url: &str, headers: JsValue, body: &str, signal: &JsValue, page: bool)
    -> Promise;
    fn body(response: &JsValue, limit: f64, raw: bool) -> Promise;
}

/// The longest answer that is read, in bytes.
const LIMIT: f64 = 1_048_576.0;

/// Whether the runtime has a `fetch`.
pub(crate) fn available() -> bool {
    read::get(&js_sys::global(), "fetch").is_function()
}

/// Why there is no complete answer.
pub(crate) enum Lost {
    Stopped(Stop),
    /// What `fetch` or the body rejected with.
    Failed(JsValue),
    /// Nothing was sent: the runtime says that there was no connection.
    NotConnected(JsValue),
    /// Nothing was sent: the runtime doesn't trust the server, and won't the next time.
    NotTrusted(JsValue),
    /// What `fetch` resolved to isn't a `Response`.
    NotAResponse,
}

impl From<Stop> for Lost {
    fn from(stop: Stop) -> Self {
        Lost::Stopped(stop)
    }
}

/// What is sent.
pub(crate) struct Post<'a> {
    pub(crate) fetch: Option<&'a Function>,
    pub(crate) url: &'a str,
    pub(crate) headers: Vec<Header>,
    pub(crate) body: Wiped,
    pub(crate) page: bool,
    /// Ends the request.
    pub(crate) controller: AbortController,
}

/// Ends the request when it is dropped, unless its answer is complete or was handed on.
struct Guard {
    controller: Option<AbortController>,
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(controller) = self.controller.take() {
            controller.abort();
        }
    }
}

/// An answer whose headers are in.
pub(crate) struct Answer<'a> {
    pub(crate) raw: JsValue,
    pub(crate) status: u16,
    /// A redirect was followed although that was forbidden.
    pub(crate) redirected: bool,
    watch: &'a Watch,
    alarm: Option<Alarm>,
    timeout: Timeout,
    guard: Guard,
}

/// Sends, and waits for the headers.
pub(crate) async fn post<'a>(post: Post<'_>, timeout: Timeout, watch: &'a Watch) -> Result<Answer<'a>, Lost> {
    let alarm = watch.alarm(
        match timeout {
            Timeout::Whole(limit) | Timeout::Split { connect: limit, .. } => limit,
        },
        Phase::Connect,
    );
    let headers = to_js(&Headers(post.headers));
    let sent = send(post.fetch, post.url, headers, &post.body, &post.controller.signal(), post.page);
    drop(post.body);
    let guard = Guard { controller: Some(post.controller) };
    let sent = watch.race(JsFuture::from(sent)).await?;
    let raw = sent.map_err(failed)?;
    let status = read::get(&raw, "status").as_f64().filter(|status| (0.0..=999.0).contains(status));
    let status = status.filter(|status| status % 1.0 == 0.0).ok_or(Lost::NotAResponse)? as u16;
    if status == 0 && read::get(&raw, "type").as_string().as_deref() == Some("error") {
        return Err(Lost::Failed(JsValue::UNDEFINED));
    }
    let redirected = read::get(&raw, "redirected").is_truthy();
    Ok(Answer { raw, status, redirected, watch, alarm, timeout, guard })
}

/// What a rejection of `fetch` says. Only Node's are known to tell where it failed: in the code of their cause.
fn failed(error: JsValue) -> Lost {
    let code = |error: &JsValue| read::get(error, "code").as_string();
    let code = if error.is_object() { code(&read::get(&error, "cause")).or_else(|| code(&error)) } else { None };
    match code.as_deref() {
        Some("ECONNREFUSED" | "ENOTFOUND" | "EAI_AGAIN" | "UND_ERR_CONNECT_TIMEOUT") => Lost::NotConnected(error),
        Some("DEPTH_ZERO_SELF_SIGNED_CERT" | "SELF_SIGNED_CERT_IN_CHAIN" | "ERR_TLS_CERT_ALTNAME_INVALID") => {
            Lost::NotTrusted(error)
        }
        Some(code) if code.starts_with("CERT_") || code.starts_with("UNABLE_TO_") => Lost::NotTrusted(error),
        _ => Lost::Failed(error),
    }
}

impl Answer<'_> {
    /// The headers that the runtime shows.
    pub(crate) fn headers(&self) -> Vec<Header> {
        // Copied first, since gloo-net traps on what isn't the platform's own.
        let given = read::get(&self.raw, "headers");
        let copied = web_sys::Headers::new_with_headers(given.unchecked_ref());
        let Ok(copied) = copied else { return Vec::new() };
        http::Headers::from_raw(copied).entries().map(|(name, value)| (name, Wiped::new(value))).collect()
    }

    /// The status text.
    pub(crate) fn status_text(&self) -> String {
        read::get(&self.raw, "statusText").as_string().unwrap_or_default()
    }

    /// The body as a JavaScript string; `undefined` where it is too long.
    pub(crate) async fn text(&mut self) -> Result<JsValue, Lost> {
        self.body(false).await
    }

    /// An equal `Response` whose body is complete; `undefined` where it is too long.
    pub(crate) async fn complete(&mut self) -> Result<JsValue, Lost> {
        self.body(true).await
    }

    async fn body(&mut self, raw: bool) -> Result<JsValue, Lost> {
        if let Timeout::Split { read, .. } = self.timeout {
            self.alarm = self.watch.alarm(read, Phase::Read);
        }
        let body = self.watch.race(JsFuture::from(body(&self.raw, LIMIT, raw))).await;
        let body = body.map_err(|stop| match stop {
            // One limit for both: what was waited for is known only now.
            Stop::Timeout(Phase::Connect) => Stop::Timeout(Phase::Read),
            _ => stop,
        })?;
        let body = body.map_err(Lost::Failed)?;
        if !body.is_undefined() {
            self.guard.controller = None;
        }
        Ok(body)
    }

    /// Lets go of the answer before its body is in. The signal goes on to end the body.
    pub(crate) fn hand_on(&mut self, signal: Option<&Signal>) {
        self.alarm = None;
        if let (Some(controller), Some(signal)) = (self.guard.controller.take(), signal) {
            signal.follow(&controller);
        }
    }
}
