//! From an answer to what the caller gets: the result, or the error with its evidence.

use crate::answer::{self, DEFAULT_RETRY_AFTER, Shape, Verdict};
use crate::encode::{Header, Wiped};
use crate::error::{Error, Evidence, Fault, Headers, Outcome, to_js};
use crate::options::Options;
use crate::read;
use crate::secret::Secret;
use crate::transport::Answer;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object, js_name = hasOwn)]
    fn has_own(object: &JsValue, key: &str) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_namespace = Date, js_name = parse)]
    fn date_parse(text: &str) -> f64;
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    fn date_now() -> f64;
}

#[wasm_bindgen(module = "/src/platform.js")]
extern "C" {
    fn parse(text: &JsValue) -> JsValue;
}

#[wasm_bindgen(module = "/src/scrub.js")]
extern "C" {
    fn clean(text: &str, token: &str) -> String;
    fn redact(data: &JsValue, token: &str) -> JsValue;
}

/// How much of a body an error shows, in characters.
const SHOWN: usize = 8192;

/// What `skipDeserialization` resolves to.
#[derive(Serialize)]
struct RawResponse {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    response: JsValue,
}

/// What `withResponse` resolves to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FullResponse {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    body: JsValue,
    status: u16,
    headers: Headers,
    request_id: Option<String>,
    attempts: u32,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    response: JsValue,
}

/// The result with `skipDeserialization`; `response` is undefined where it was too long.
pub(crate) fn raw(answer: &Answer<'_>, response: JsValue, token: Option<&Secret>) -> Result<JsValue, Error> {
    if response.is_undefined() {
        return Err(Judge { answer, token }.error(&Body::read(JsValue::UNDEFINED), Verdict::Protocol));
    }
    Ok(to_js(&RawResponse { response }))
}

/// The body of an answer, read as far as it can be.
struct Body {
    /// `undefined` where it was too long.
    text: JsValue,
    /// `undefined` where it isn't JSON.
    parsed: JsValue,
    shape: Shape,
}

impl Body {
    fn read(text: JsValue) -> Self {
        let parsed = parse(&text);
        let shape = match shape(&parsed) {
            // Of two answers in one none can be believed.
            Shape::Done if !text.as_string().is_some_and(|text| answer::says_ok_once(&text)) => Shape::Foreign,
            shape => shape,
        };
        Body { text, parsed, shape }
    }
}

/// The result, or the error, of an answer whose body is in. `text` is undefined where it was too long.
pub(crate) fn read(
    answer: &Answer<'_>,
    text: JsValue,
    token: Option<&Secret>,
    options: &Options,
    attempts: u32,
) -> Result<JsValue, Error> {
    let body = Body::read(text);
    let verdict = match answer.status {
        429 => Verdict::RateLimited,
        _ if answer.redirected || body.text.is_undefined() => Verdict::Protocol,
        status => answer::classify(status, &body.shape),
    };
    let resolves = match verdict {
        Verdict::Done => true,
        Verdict::Api { .. } => options.keep_failure,
        _ => false,
    };
    let result = resolves.then(|| result(answer, &body, options, attempts));
    match (verdict, result) {
        (Verdict::Done, Some(result)) => Ok(result),
        (verdict, instead) => Err(Error { instead, ..Judge { answer, token }.error(&body, verdict) }),
    }
}

/// What a call resolves to.
fn result(answer: &Answer<'_>, body: &Body, options: &Options, attempts: u32) -> JsValue {
    let body = body.parsed.clone();
    if !options.with_response {
        return body;
    }
    let headers = answer.headers();
    to_js(&FullResponse {
        body,
        status: answer.status,
        request_id: header(&headers, "x-slack-req-id"),
        headers: Headers(headers),
        attempts,
        response: answer.raw.clone(),
    })
}

/// Makes errors of answers, without the token, should a server have echoed it.
struct Judge<'a> {
    answer: &'a Answer<'a>,
    token: Option<&'a Secret>,
}

impl Judge<'_> {
    fn error(&self, body: &Body, verdict: Verdict) -> Error {
        let mut headers = self.answer.headers();
        for (name, value) in &mut headers {
            *name = self.clean(name);
            *value = Wiped::new(self.clean(value));
        }
        let request_id = header(&headers, "x-slack-req-id");
        let (outcome, fault) = match (verdict, &body.shape) {
            (Verdict::Api { kind, outcome }, Shape::Failed { error }) => {
                let error = self.clean(error);
                let data = self.clean_json(&body.parsed);
                let property = |key| own(&data, key).as_string();
                let (needed, provided) = (property("needed"), property("provided"));
                let status = self.answer.status;
                (outcome, Fault::Api { error, kind, status, needed, provided, data })
            }
            (Verdict::RateLimited, _) => {
                let retry_after = header(&headers, "retry-after").and_then(|text| retry_after(&text));
                let retry_after = retry_after.unwrap_or(DEFAULT_RETRY_AFTER);
                (Outcome::Rejected, Fault::RateLimited { retry_after })
            }
            (Verdict::Http { outcome }, _) => (outcome, Fault::Http(self.evidence(headers, body))),
            _ => {
                let what = if self.answer.redirected {
                    "fetch followed a redirect, which is no answer of Slack's"
                } else if body.text.is_undefined() {
                    "the answer is longer than 1 MiB, and no answer of Slack's is"
                } else {
                    "status 200, but not an answer of Slack's"
                };
                (Outcome::Unknown, Fault::Protocol { what, evidence: self.evidence(headers, body) })
            }
        };
        Error { fault: Box::new(fault), outcome, attempts: 0, request_id, cause: JsValue::UNDEFINED, instead: None }
    }

    fn evidence(&self, headers: Vec<Header>, body: &Body) -> Evidence {
        let text = self.clean(&Wiped::new(body.text.as_string().unwrap_or_default()));
        Evidence {
            status: self.answer.status,
            status_text: self.clean(&Wiped::new(self.answer.status_text())),
            headers: Headers(headers),
            body: text.chars().take(SHOWN).collect(),
        }
    }

    fn clean(&self, text: &str) -> String {
        self.token.map_or_else(|| text.to_owned(), |token| clean(text, token.expose()))
    }

    /// Slack's object itself, or its copy without the token.
    fn clean_json(&self, data: &JsValue) -> JsValue {
        self.token.map_or_else(|| data.clone(), |token| redact(data, token.expose()))
    }
}

/// Seconds of a `Retry-After` header, which is a number of them or a date.
fn retry_after(header: &str) -> Option<f64> {
    // `Date.parse` makes a date of nearly anything: only what has a time of day is one here.
    let date = || (date_parse(header) - date_now()) / 1000.0;
    answer::seconds(header).or_else(|| header.contains(':').then(date).filter(|seconds| *seconds > 0.0))
}

/// A property of Slack's own object; what a polluted prototype adds isn't Slack's.
fn own(object: &JsValue, key: &str) -> JsValue {
    if has_own(object, key).unwrap_or(false) { read::get(object, key) } else { JsValue::UNDEFINED }
}

/// What a parsed body is.
fn shape(body: &JsValue) -> Shape {
    if !body.is_object() || read::is_array(body) {
        return Shape::Foreign;
    }
    match (own(body, "ok").as_bool(), own(body, "error").as_string()) {
        (Some(true), _) => Shape::Done,
        (Some(false), Some(error)) => Shape::Failed { error },
        _ => Shape::Foreign,
    }
}

fn header(headers: &[Header], name: &str) -> Option<String> {
    headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.to_string())
}
