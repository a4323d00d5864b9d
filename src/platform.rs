//! The JavaScript side of a client and of its calls: `fetch`, time, promises, events and errors (src/js/settle.js and what it
//! imports), each function behind a typed wrapper.

use crate::answer::SlackAnswer;
use crate::attempt::{AttemptEnd, FailurePlace, TokenEnd, WaitEnd};
use crate::config::CallerFunctions;
use crate::error::Wording;
use crate::header::HeaderLines;
use crate::limits::Timeout;
use crate::methods::Method;
use crate::names::Names;
use crate::outcome::Outcome;
use crate::replies::{Replies, Reply, Ticket};
use crate::report::ErrorReport;
use crate::secret::Secret;
use gloo_net::http::Headers;
use js_sys::{Function, Promise};
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

#[wasm_bindgen(module = "/src/js/settle.js")]
extern "C" {
    #[derive(Debug)]
    #[wasm_bindgen(js_name = Platform)]
    type JsPlatform;
    #[wasm_bindgen(constructor, js_class = "Platform")]
    fn new(
        address: &str,
        in_page: bool,
        fetch: Option<&Function>,
        listener: Option<&Function>,
        token: Option<&Function>,
        reply: &Closure<dyn FnMut(u32, i32)>,
    ) -> JsPlatform;
    #[wasm_bindgen(method)]
    fn wake(this: &JsPlatform, ticket: u32);
    #[wasm_bindgen(method)]
    fn close(this: &JsPlatform);

    #[derive(Debug)]
    #[wasm_bindgen(js_name = Call)]
    type JsCall;
    #[wasm_bindgen(constructor, js_class = "Call")]
    fn new(platform: &JsPlatform, method: &str, only_reads: bool, ticket: u32) -> JsCall;
    #[wasm_bindgen(method, getter)]
    fn promise(this: &JsCall) -> Promise;
    #[wasm_bindgen(method)]
    fn configure(this: &JsCall, signal: Option<&AbortSignal>, listener: Option<&Function>);
    #[wasm_bindgen(method)]
    fn wait(this: &JsCall, milliseconds: f64, left: f64);
    #[wasm_bindgen(method)]
    fn ask_token(this: &JsCall, left: f64);
    #[wasm_bindgen(method, getter)]
    fn token(this: &JsCall) -> String;
    #[wasm_bindgen(method)]
    fn attempt(
        this: &JsCall,
        headers: &str,
        body: &str,
        with_cookies: bool,
        connect: f64,
        read: Option<f64>,
        left: f64,
        raw: bool,
        stream: bool,
    );

    #[wasm_bindgen(method, getter)]
    fn ok(this: &JsCall) -> Option<bool>;
    #[wasm_bindgen(method, getter)]
    fn error_code(this: &JsCall) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn needed(this: &JsCall) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn text(this: &JsCall) -> String;
    #[wasm_bindgen(method, getter)]
    fn headers(this: &JsCall) -> Option<web_sys::Headers>;
    #[wasm_bindgen(method, getter)]
    fn cause(this: &JsCall) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn failure_code(this: &JsCall) -> String;
    #[wasm_bindgen(method, getter)]
    fn failure_syscall(this: &JsCall) -> String;

    #[wasm_bindgen(method)]
    fn note_attempt(this: &JsCall);
    #[wasm_bindgen(method)]
    fn note_limit(this: &JsCall, retry_after: f64);
    #[wasm_bindgen(method)]
    fn note_retry(this: &JsCall, delay: f64, outcome: &str);
    #[wasm_bindgen(method)]
    fn resolve_body(this: &JsCall, outcome: Option<&str>);
    #[wasm_bindgen(method)]
    fn resolve_with_response(this: &JsCall, outcome: Option<&str>);
    #[wasm_bindgen(method)]
    fn resolve_response(this: &JsCall, stream: bool);
    #[wasm_bindgen(method)]
    fn reject(this: &JsCall, report: &JsValue, token: &str, cause: &JsValue);
    #[wasm_bindgen(method)]
    fn reject_aborted(this: &JsCall, outcome: &str);
}

#[wasm_bindgen(module = "/src/js/errors.js")]
extern "C" {
    /// The error of a constructor that refuses its configuration.
    #[wasm_bindgen(js_name = configurationError)]
    pub(crate) fn configuration_error(argument: &str, message: &str, cause: &JsValue) -> JsValue;
    /// A server's text as a message quotes it: without the token, without control characters, and not long.
    fn quotable(text: &str, token: &str) -> String;
}

#[wasm_bindgen(module = "/src/js/transport.js")]
extern "C" {
    /// Milliseconds of a clock that never runs backwards.
    pub(crate) fn now() -> f64;
    /// Milliseconds from now to a date as HTTP writes it.
    #[wasm_bindgen(js_name = until)]
    pub(crate) fn until_date(date: &str) -> f64;
}

#[wasm_bindgen]
extern "C" {
    /// From 0 to 1.
    #[wasm_bindgen(js_namespace = Math)]
    pub(crate) fn random() -> f64;
    #[wasm_bindgen(js_name = String)]
    fn number_text(number: f64) -> String;
}

/// Writes the parts of a sentence with JavaScript's help, without the token.
pub(crate) struct WordsWithout<'a>(pub(crate) Option<&'a Secret>);

impl Wording for WordsWithout<'_> {
    fn quoted(&self, text: &str) -> String {
        quotable(text, self.0.map_or("", Secret::expose))
    }

    fn number(&self, number: f64) -> String {
        number_text(number)
    }
}

/// What the calls of a client share.
#[derive(Debug)]
pub(crate) struct Platform {
    js: JsPlatform,
    replies: Rc<Replies>,
    _reply: Closure<dyn FnMut(u32, i32)>,
}

impl Platform {
    /// A platform that sends requests to `address`.
    pub(crate) fn new(address: &str, in_page: bool, functions: &CallerFunctions) -> Self {
        let CallerFunctions { fetch, on_event, access_token } = functions;
        let replies = Rc::<Replies>::default();
        let told = replies.clone();
        let reply = Closure::<dyn FnMut(u32, i32)>::new(move |ticket, end| told.end(Ticket(ticket), end));
        Platform {
            js: JsPlatform::new(address, in_page, fetch.as_ref(), on_event.as_ref(), access_token.as_ref(), &reply),
            replies,
            _reply: reply,
        }
    }

    /// Ends a call's wait for its turn.
    pub(crate) fn wake(&self, ticket: Ticket) {
        self.js.wake(ticket.0);
    }

    /// Ends the waits of all calls.
    pub(crate) fn close(&self) {
        self.js.close();
    }
}

/// What a call resolves to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deliver {
    /// Slack's object.
    Body,
    /// Slack's object with status and headers.
    WithResponse,
    /// A complete `Response`.
    Response,
    /// A `Response` whose body is still to come.
    Stream,
}

/// A request as it is sent.
pub(crate) struct WireRequest<'a> {
    pub(crate) headers: &'a HeaderLines,
    pub(crate) body: &'a str,
    /// Whether the page's cookies are sent along.
    pub(crate) with_cookies: bool,
    pub(crate) deliver: Deliver,
}

/// One call, as JavaScript holds it.
#[derive(Debug)]
pub(crate) struct Call {
    js: JsCall,
    reply: Rc<Reply>,
    replies: Rc<Replies>,
    /// Its place among the calls of the client.
    pub(crate) ticket: Ticket,
}

impl Drop for Call {
    fn drop(&mut self) {
        self.replies.forget(self.ticket);
    }
}

impl Call {
    /// A call that has just been made.
    pub(crate) fn new(platform: &Platform, method: Method) -> Self {
        let replies = platform.replies.clone();
        let (ticket, reply) = replies.begin();
        let js = JsCall::new(&platform.js, method.name(), method.only_reads(), ticket.0);
        Call { js, reply, replies, ticket }
    }

    /// What the caller gets.
    pub(crate) fn promise(&self) -> Promise {
        self.js.promise()
    }

    /// Hands over the options that JavaScript itself needs.
    pub(crate) fn configure(&self, signal: Option<&AbortSignal>, listener: Option<&Function>) {
        if signal.is_some() || listener.is_some() {
            self.js.configure(signal, listener);
        }
    }

    /// Waits until `milliseconds` are over or the platform wakes the call, at most until the deadline in `left` ms.
    pub(crate) async fn wait(&self, milliseconds: f64, left: f64) -> WaitEnd {
        self.js.wait(milliseconds, left);
        WaitEnd::from_js(self.reply.end().await)
    }

    /// Asks a function for the token.
    pub(crate) async fn ask_token(&self, left: f64) -> TokenEnd {
        self.js.ask_token(left);
        match TokenEnd::from_js(self.reply.end().await) {
            TokenEnd::Given(_) => TokenEnd::Given(self.js.token()),
            other => other,
        }
    }

    /// Calls `fetch` and reads the answer, within `left` milliseconds. `attempt_end` waits for the end of it.
    pub(crate) fn send(&self, request: &WireRequest<'_>, timeout: Timeout, left: f64) {
        let WireRequest { headers, body, with_cookies, deliver } = *request;
        let (raw, stream) = match deliver {
            Deliver::Body | Deliver::WithResponse => (false, false),
            Deliver::Response => (true, false),
            Deliver::Stream => (true, true),
        };
        self.js.attempt(headers.expose(), body, with_cookies, timeout.connect, timeout.read, left, raw, stream);
    }

    /// Waits for the end of the request.
    pub(crate) async fn attempt_end(&self) -> AttemptEnd {
        AttemptEnd::from_js(self.reply.end().await)
    }

    /// What the answer says.
    pub(crate) fn answer(&self) -> SlackAnswer {
        match self.js.ok() {
            Some(true) => SlackAnswer::of_ok(&self.js.text()),
            Some(false) => SlackAnswer::of_error(self.js.error_code()),
            None => SlackAnswer::Unrecognized,
        }
    }

    /// The scope that Slack says is missing.
    pub(crate) fn needed_scope(&self) -> Option<String> {
        self.js.needed()
    }

    /// The value of the `Retry-After` header.
    pub(crate) fn retry_after(&self) -> Option<String> {
        self.js.headers().and_then(|headers| Headers::from_raw(headers).get("retry-after"))
    }

    /// The error of the platform or of the caller's function.
    pub(crate) fn cause(&self) -> JsValue {
        self.js.cause()
    }

    /// Where the platform says that the request failed.
    pub(crate) fn failure_place(&self) -> FailurePlace {
        FailurePlace { code: self.js.failure_code(), syscall: self.js.failure_syscall() }
    }

    /// Tells the listeners that a request is over.
    pub(crate) fn note_attempt(&self) {
        self.js.note_attempt();
    }

    /// Tells the listeners that Slack limits the method.
    pub(crate) fn note_limit(&self, retry_after: f64) {
        self.js.note_limit(retry_after);
    }

    /// Tells the listeners that another request follows. `outcome`: what is known so far.
    pub(crate) fn note_retry(&self, delay: f64, outcome: Outcome) {
        self.js.note_retry(delay, outcome.name());
    }

    /// Resolves to the answer. `outcome`: of an answer with `ok: false`, if the caller wants that as a result.
    pub(crate) fn resolve(&self, deliver: Deliver, outcome: Option<Outcome>) {
        let outcome = outcome.map(Outcome::name);
        match deliver {
            Deliver::Body => self.js.resolve_body(outcome),
            Deliver::WithResponse => self.js.resolve_with_response(outcome),
            Deliver::Response => self.js.resolve_response(false),
            Deliver::Stream => self.js.resolve_response(true),
        }
    }

    /// Rejects with an error. `token`: what it must not show.
    pub(crate) fn reject(&self, report: &ErrorReport<'_>, token: Option<&Secret>, cause: &JsValue) {
        // Writing can't fail: a report holds only text and numbers.
        let writer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
        let report = report.serialize(&writer).unwrap_or_default();
        self.js.reject(&report, token.map_or("", Secret::expose), cause);
    }

    /// Rejects with the reason of the caller's signal.
    pub(crate) fn reject_aborted(&self, outcome: Outcome) {
        self.js.reject_aborted(outcome.name());
    }
}
