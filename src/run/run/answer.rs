//! What the end of a call means for the run.

use crate::record::outcome::{Kind, Outcome, code};
use crate::text::find::contains;
use crate::text::looks_like::is_token_like;

/// What the client said about a call that failed: the properties of its error, each empty if it has none.
#[derive(Clone, Debug, Default)]
pub struct Failure {
    /// The name of the error's class.
    pub class: String,
    /// What is known of the operation: `not_sent`, `rejected` or `unknown`.
    pub outcome: String,
    /// Slack's code.
    pub error: String,
    /// What Slack's code means.
    pub kind: String,
    /// HTTP status.
    pub status: f64,
    /// Seconds to wait.
    pub retry_after: f64,
    /// The argument that was refused.
    pub argument: String,
    /// The code of the error that led to this one, as the runtime names it.
    pub cause: String,
    /// `x-slack-req-id`
    pub request_id: String,
}

/// What a run makes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Slack did it.
    Done,
    /// Slack refuses this target.
    Refused,
    /// Slack refuses every call, or the client does.
    RefusedForAll,
    /// Slack can't do it now.
    Unavailable,
    /// Slack limits the method: wait that many seconds.
    Limited(u32),
    /// No request was sent.
    NotSent,
    /// It may have happened.
    Unknown,
    /// Something other than Slack answers.
    NotSlack,
}

/// What is recorded, and what it means for the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
    pub(crate) meaning: Meaning,
}

/// Seconds to wait if Slack doesn't say.
const DEFAULT_RETRY_AFTER: u32 = 30;

impl Answer {
    pub(crate) fn done(request_id: &str) -> Self {
        Answer { outcome: Outcome::done(header_text(request_id)), meaning: Meaning::Done }
    }

    /// The call resolved, but not to an object whose `ok` is `true`.
    pub(crate) fn not_ok(request_id: &str) -> Self {
        let outcome = Outcome { request_id: header_text(request_id), ..Outcome::unknown(code::NOT_SLACK) };
        Answer { outcome, meaning: Meaning::NotSlack }
    }

    /// The call was cancelled before it was made.
    pub(crate) fn not_called() -> Self {
        Answer { outcome: Outcome::not_done(code::STOPPED, None), meaning: Meaning::NotSent }
    }

    pub(crate) fn of(failure: &Failure) -> Self {
        let mut answer = Self::classify(failure);
        answer.outcome.request_id = header_text(&failure.request_id);
        answer
    }

    fn classify(failure: &Failure) -> Self {
        let class = Class::named(&failure.class);
        // An unknown outcome comes first: the operation may have happened, whatever else is known.
        match failure.outcome.as_str() {
            "not_sent" => Self::not_sent(class, failure),
            "rejected" => Self::rejected(class, failure),
            _ => Self::unknown(class, failure),
        }
    }

    fn not_sent(class: Class, failure: &Failure) -> Self {
        let new = |code, meaning| Answer { outcome: Outcome::not_done(code, None), meaning };
        match class {
            Class::Argument if contains(&failure.argument, "oken") => new(code::NO_TOKEN, Meaning::RefusedForAll),
            Class::Argument => new(code::BAD_REQUEST, Meaning::RefusedForAll),
            _ if is_certificate(&failure.cause) => new(code::BAD_CERTIFICATE, Meaning::NotSlack),
            Class::RateLimited => Self::limited(failure),
            Class::Timeout => new(code::TIMEOUT, Meaning::NotSent),
            Class::Api | Class::Http | Class::Network | Class::Protocol | Class::Other => {
                new(code::NO_CONNECTION, Meaning::NotSent)
            }
        }
    }

    fn rejected(class: Class, failure: &Failure) -> Self {
        let retry = |code: &str| {
            let outcome = Outcome::not_done(code, Some(Kind::Retry));
            Answer { outcome, meaning: Meaning::Unavailable }
        };
        match class {
            Class::Api if matches!(failure.error.as_str(), "ratelimited" | "rate_limited") => Self::limited(failure),
            // An answer without a code says nothing about its target.
            Class::Api if failure.error.is_empty() => retry(code::NO_CODE),
            Class::Api => {
                let kind = Kind::named(&failure.kind).unwrap_or(Kind::Target);
                let meaning = match kind {
                    Kind::Target => Meaning::Refused,
                    Kind::Run | Kind::Request => Meaning::RefusedForAll,
                    Kind::Retry => Meaning::Unavailable,
                };
                Answer { outcome: Outcome::not_done(&code_text(&failure.error), Some(kind)), meaning }
            }
            Class::RateLimited => Self::limited(failure),
            Class::Http if failure.status == 408.0 => retry(&status_code(failure.status)),
            Class::Http => {
                let is_error = (400.0..600.0).contains(&failure.status);
                let code = if is_error { status_code(failure.status) } else { code::REDIRECT.to_owned() };
                Answer { outcome: Outcome::not_done(&code, None), meaning: Meaning::NotSlack }
            }
            Class::Timeout => retry(code::TIMEOUT),
            Class::Argument | Class::Network | Class::Protocol | Class::Other => retry(code::UNEXPECTED),
        }
    }

    fn unknown(class: Class, failure: &Failure) -> Self {
        let (code, meaning) = match class {
            Class::Api => (code_text(&failure.error), Meaning::Unknown),
            Class::Http => (status_code(failure.status), Meaning::Unknown),
            Class::Network if is_certificate(&failure.cause) => (code::BAD_CERTIFICATE.to_owned(), Meaning::NotSlack),
            Class::Network => (code::NO_ANSWER.to_owned(), Meaning::Unknown),
            Class::Timeout => (code::TIMEOUT.to_owned(), Meaning::Unknown),
            Class::Protocol => (code::NOT_SLACK.to_owned(), Meaning::NotSlack),
            Class::Argument | Class::RateLimited | Class::Other => (code::UNEXPECTED.to_owned(), Meaning::Unknown),
        };
        Answer { outcome: Outcome::unknown(&code), meaning }
    }

    fn limited(failure: &Failure) -> Self {
        // Rounded up; a cast from a float saturates.
        let given = failure.retry_after.ceil() as u32;
        let seconds = if given > 0 { given } else { DEFAULT_RETRY_AFTER };
        let outcome = Outcome { retry_after: Some(seconds), ..Outcome::not_done(code::LIMITED, None) };
        Answer { outcome, meaning: Meaning::Limited(seconds) }
    }
}

/// The classes of the client's errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Argument,
    Api,
    RateLimited,
    Http,
    Network,
    Timeout,
    Protocol,
    /// Not one of the client's errors.
    Other,
}

impl Class {
    fn named(name: &str) -> Self {
        match name {
            "SlackArgumentError" => Class::Argument,
            "SlackApiError" => Class::Api,
            "SlackRateLimitedError" => Class::RateLimited,
            "SlackHttpError" => Class::Http,
            "SlackNetworkError" => Class::Network,
            "SlackTimeoutError" => Class::Timeout,
            "SlackProtocolError" => Class::Protocol,
            _ => Class::Other,
        }
    }
}

/// Whether a runtime's code says that a certificate was refused. Node's are those of OpenSSL.
fn is_certificate(code: &str) -> bool {
    ["CERT", "SELF_SIGNED", "UNABLE_TO_VERIFY_LEAF", "UNABLE_TO_GET_ISSUER", "UNABLE_TO_GET_CRL"]
        .iter()
        .any(|part| contains(code, part))
}

fn status_code(status: f64) -> String {
    format!("http_{}", status as u16)
}

/// A code as the record keeps it: only a word, not any text of a server's.
fn code_text(code: &str) -> String {
    let is_word = |code: &str| code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.:".contains(&byte));
    let is_code = (1..=80).contains(&code.len()) && is_word(code) && !is_token_like(code);
    if is_code { code.to_owned() } else { code::NO_CODE.to_owned() }
}

/// What a header says, as the record keeps it.
fn header_text(text: &str) -> Option<String> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic()) && !is_token_like(text);
    ((1..=100).contains(&text.len()) && is_plain).then(|| text.to_owned())
}
