//! One failure, and the one place where it becomes a JavaScript error.

use crate::answer::Kind;
use crate::encode::Header;
use crate::method::Method;
use crate::retry::Repeat;
use serde::ser::{Serialize, SerializeMap, Serializer};
use wasm_bindgen::prelude::*;

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

    fn make(name: &str, message: &str, details: &JsValue, cause: &JsValue) -> JsValue;
}

/// What is known of the operation.
/// In the order in which one attempt's outweighs another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    NotSent,
    Rejected,
    Unknown,
}

impl Outcome {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Outcome::NotSent => "not_sent",
            Outcome::Rejected => "rejected",
            Outcome::Unknown => "unknown",
        }
    }
}

/// What ran out: an attempt's time for the headers or for the body, or the call's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Connect,
    Read,
    Deadline,
}

/// The parts of an answer that an error carries along.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    pub(crate) status: u16,
    pub(crate) status_text: String,
    pub(crate) headers: Headers,
    pub(crate) body: String,
}

/// Headers by name, as a plain object in JavaScript.
#[derive(Debug, Default)]
pub(crate) struct Headers(pub(crate) Vec<Header>);

impl Serialize for Headers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value.as_str())?;
        }
        map.end()
    }
}

/// What went wrong.
#[derive(Debug)]
pub(crate) enum Fault {
    Argument {
        argument: String,
        must: &'static str,
    },
    Api {
        error: String,
        kind: Kind,
        status: u16,
        needed: Option<String>,
        provided: Option<String>,
        data: JsValue,
    },
    RateLimited {
        retry_after: f64,
    },
    Http(Evidence),
    Network {
        what: &'static str,
        /// Whether another attempt may fare better.
        repeat: bool,
    },
    Timeout {
        phase: Phase,
    },
    Protocol {
        what: &'static str,
        evidence: Evidence,
    },
    /// The caller's own reason, which is rejected with as it is.
    Aborted {
        reason: JsValue,
    },
}

/// A failure of a call or of the constructor.
#[derive(Debug)]
pub(crate) struct Error {
    /// In a box, since every checked argument's result has room for it.
    pub(crate) fault: Box<Fault>,
    pub(crate) outcome: Outcome,
    pub(crate) attempts: u32,
    pub(crate) request_id: Option<String>,
    /// `undefined` where there is none.
    pub(crate) cause: JsValue,
    /// What the call resolves to instead, should it be its last: with `throwOnError: false`.
    pub(crate) instead: Option<JsValue>,
}

impl From<Fault> for Error {
    /// A failure before anything was sent.
    fn from(fault: Fault) -> Self {
        Error {
            fault: Box::new(fault),
            outcome: Outcome::NotSent,
            attempts: 0,
            request_id: None,
            cause: JsValue::UNDEFINED,
            instead: None,
        }
    }
}

/// A refused argument: its name, and what it must be. Never its value, which could be the token.
pub(crate) fn refuse(argument: impl Into<String>, must: &'static str) -> Error {
    Fault::Argument { argument: argument.into(), must }.into()
}

/// The properties of a JavaScript error. `None` is left out, but for the first line, which every error has.
#[derive(serde::Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Details<'a> {
    code: &'static str,
    method: Option<&'static str>,
    attempts: u32,
    request_id: Option<&'a str>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    argument: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provided: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<&'a Headers>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
    #[serde(with = "serde_wasm_bindgen::preserve", skip_serializing_if = "JsValue::is_undefined")]
    data: JsValue,
}

impl Error {
    /// Whether it is worth another attempt.
    pub(crate) fn repeat(&self) -> Repeat {
        let unknown = self.outcome == Outcome::Unknown;
        match *self.fault {
            Fault::RateLimited { retry_after } => Repeat::After(retry_after * 1000.0),
            Fault::Api { kind: Kind::Retry, .. }
            | Fault::Network { repeat: true, .. }
            | Fault::Timeout { phase: Phase::Connect | Phase::Read } => Repeat::Backoff { unknown },
            Fault::Http(Evidence { status: 500.., .. }) => Repeat::Backoff { unknown },
            _ => Repeat::Never,
        }
    }

    /// The JavaScript error, or the abort's own reason. `method` is `None` in the constructor.
    pub(crate) fn into_js(self, method: Option<Method>) -> JsValue {
        let method = method.map(Method::name);
        let mut details = Details {
            method,
            attempts: self.attempts,
            request_id: self.request_id.as_deref(),
            outcome: self.outcome.name(),
            ..Details::default()
        };
        let status;
        let (class, text): (&str, [&str; 3]) = match &*self.fault {
            Fault::Aborted { reason } => return reason.clone(),
            Fault::Argument { argument, must } => {
                details.code = "slack_admin_session_argument_error";
                details.argument = Some(argument);
                ("SlackArgumentError", [argument, " ", must])
            }
            Fault::Api { error, kind, status, needed, provided, data } => {
                details.code = "slack_webapi_platform_error";
                details.error = Some(error);
                details.kind = Some(kind.name());
                details.status = Some(*status);
                details.needed = needed.as_deref();
                details.provided = provided.as_deref();
                details.data = data.clone();
                ("SlackApiError", ["Slack answered ", error, ""])
            }
            Fault::RateLimited { retry_after } => {
                details.code = "slack_webapi_rate_limited_error";
                details.retry_after = Some(*retry_after);
                ("SlackRateLimitedError", ["Slack limits this method: wait retryAfter seconds", "", ""])
            }
            Fault::Http(evidence) => {
                details.code = "slack_webapi_http_error";
                details.evidence(evidence);
                details.status_text = Some(&evidence.status_text);
                status = evidence.status.to_string();
                let what = match evidence.status {
                    0 | 300..400 => "refused a redirect, HTTP status ",
                    _ => "not an answer of Slack's, HTTP status ",
                };
                ("SlackHttpError", [what, &status, ""])
            }
            Fault::Network { what, .. } => {
                details.code = "slack_webapi_request_error";
                ("SlackNetworkError", [what, "", ""])
            }
            Fault::Timeout { phase } => {
                details.code = "slack_admin_session_timeout_error";
                let (name, text) = match phase {
                    Phase::Connect => ("connect", "no answer within the time limit"),
                    Phase::Read => ("read", "the answer was not complete within the time limit"),
                    Phase::Deadline => ("deadline", "not over within the deadline"),
                };
                details.phase = Some(name);
                ("SlackTimeoutError", [text, "", ""])
            }
            Fault::Protocol { what, evidence } => {
                details.code = "slack_admin_session_protocol_error";
                details.evidence(evidence);
                ("SlackProtocolError", [what, "", ""])
            }
        };
        let warning = match self.outcome {
            Outcome::Unknown => "; the operation may have happened",
            Outcome::NotSent | Outcome::Rejected => "",
        };
        let who = method.unwrap_or("AdminUsersSessionApi");
        let message = [who, ": ", &text.concat(), warning].concat();
        make(class, &message, &to_js(&details), &self.cause)
    }
}

impl<'a> Details<'a> {
    fn evidence(&mut self, evidence: &'a Evidence) {
        self.status = Some(evidence.status);
        self.headers = Some(&evidence.headers);
        self.body = Some(&evidence.body);
    }
}

/// A plain JavaScript object.
pub(crate) fn to_js<T: Serialize>(value: &T) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
    // Strings, small numbers and maps of strings can't fail to be written.
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}
