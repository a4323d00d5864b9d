//! What an answer means.

use crate::answer::SlackAnswer;
use crate::error::{Failure, Fault, ProtocolFault};
use crate::methods::{Meaning, Method, meaning};
use crate::outcome::{ErrorKind, Outcome};

/// What an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Slack did what was asked.
    Done,
    /// Slack answered with an error code.
    Api { kind: ErrorKind, documented: bool, outcome: Outcome },
    /// Slack limits the method.
    RateLimited { outcome: Outcome },
    /// A status other than 200 without an answer of Slack's.
    Http { outcome: Outcome },
    /// Status 200 with something that isn't Slack's.
    NotSlacks,
}

/// Classifies an answer by its status and what its body says.
pub(crate) fn classify(method: Method, status: u16, answer: &SlackAnswer) -> Verdict {
    match (status, answer) {
        // The answer contradicts itself: limited, and yet done.
        (429, SlackAnswer::Ok) => Verdict::RateLimited { outcome: Outcome::Unknown },
        (429, SlackAnswer::Error { .. } | SlackAnswer::Unrecognized) => {
            Verdict::RateLimited { outcome: Outcome::Rejected }
        }
        (200, SlackAnswer::Ok) => Verdict::Done,
        (200, SlackAnswer::Unrecognized) => Verdict::NotSlacks,
        // Proxies redirect to pages of their own: the body says nothing about the operation.
        (0 | 300..400, _) => Verdict::Http { outcome: Outcome::Rejected },
        (_, SlackAnswer::Error { code }) => {
            // An undocumented code says nothing about other targets.
            let found = meaning(method, code);
            let meaning = found.unwrap_or(Meaning::Target);
            if meaning == Meaning::RateLimited {
                return Verdict::RateLimited { outcome: Outcome::Rejected };
            }
            let outcome = if status >= 500 { Outcome::Unknown } else { meaning.outcome() };
            Verdict::Api { kind: meaning.kind(), documented: found.is_some(), outcome }
        }
        (400..500, SlackAnswer::Unrecognized) => Verdict::Http { outcome: Outcome::Rejected },
        (_, SlackAnswer::Ok | SlackAnswer::Unrecognized) => Verdict::Http { outcome: Outcome::Unknown },
    }
}

/// The failure that an answer means, or `None` if Slack did what was asked. `retry_after`: seconds, from the header; no call
/// is repeated sooner.
pub(crate) fn failure_of_answer(
    method: Method,
    status: u16,
    answer: SlackAnswer,
    needed_scope: impl FnOnce() -> Option<String>,
    retry_after: impl Fn() -> Option<f64>,
) -> Option<Box<Failure>> {
    let at_least = || retry_after().unwrap_or(0.0) * 1000.0;
    let failure = match classify(method, status, &answer) {
        Verdict::Done => return None,
        Verdict::RateLimited { outcome } => {
            return Some(Failure::rate_limited(retry_after().unwrap_or(DEFAULT_RETRY_AFTER), outcome));
        }
        Verdict::Api { kind, documented, outcome } => {
            let code = match answer {
                SlackAnswer::Error { code } => code,
                SlackAnswer::Ok | SlackAnswer::Unrecognized => String::new(),
            };
            let fault = Fault::Api { code, kind, documented, needed_scope: needed_scope() };
            let failure = Failure::new(fault, outcome);
            if kind == ErrorKind::Retry { failure.after_backoff(at_least()) } else { failure }
        }
        Verdict::Http { outcome } => {
            let failure = Failure::new(Fault::Http { status }, outcome);
            // Servers answer 408 when the request arrived incomplete.
            if status >= 500 || status == 408 { failure.after_backoff(at_least()) } else { failure }
        }
        Verdict::NotSlacks => Failure::new(Fault::Protocol(ProtocolFault::NotSlacks), Outcome::Unknown),
    };
    Some(failure)
}

/// Seconds to wait if Slack limits the method and doesn't say how long, or if a page can't see it: half of the minute in
/// which Slack counts requests.
const DEFAULT_RETRY_AFTER: f64 = 30.0;

/// The seconds of a `Retry-After` header: a number, or a date, which `until` compares with the clock (in milliseconds).
pub(crate) fn retry_after_seconds(header: &str, until: impl FnOnce(&str) -> f64) -> Option<f64> {
    // `Date.parse` takes nearly anything for a date, so only text with a time of day counts.
    let date = || header.bytes().any(|byte| byte == b':').then(|| until(header) / 1000.0);
    seconds(header).or_else(date).filter(|seconds| *seconds > 0.0)
}

/// Seconds of a `Retry-After` header that is a number, with or without a fraction. `None`: not a number above zero.
fn seconds(header: &str) -> Option<f64> {
    let (mut value, mut digits) = (0.0, false);
    // Set after the point: what the digits are divided by.
    let mut divisor = None;
    for byte in header.trim_ascii().bytes() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(byte & 15);
                divisor = divisor.map(|divisor| divisor * 10.0);
                digits = true;
            }
            b'.' if digits && divisor.is_none() => divisor = Some(1.0),
            _ => return None,
        }
    }
    let value = value / divisor.unwrap_or(1.0);
    (value > 0.0 && value.is_finite()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::retry::Repeat;

    const RESET: Method = Method::Reset;

    fn error(code: &str) -> SlackAnswer {
        SlackAnswer::of_error(Some(code.to_owned()))
    }

    #[test]
    fn only_a_200_with_ok_true_is_done() {
        assert_eq!(classify(RESET, 200, &SlackAnswer::Ok), Verdict::Done);
        for status in (0..600).filter(|status| *status != 200) {
            assert_ne!(classify(RESET, status, &SlackAnswer::Ok), Verdict::Done, "{status}");
        }
        assert_eq!(classify(RESET, 200, &SlackAnswer::Unrecognized), Verdict::NotSlacks);
        assert_eq!(classify(RESET, 200, &error("")), Verdict::NotSlacks);
    }

    #[test]
    fn rate_limits_are_seen_by_status_and_by_code() {
        for answer in [SlackAnswer::Unrecognized, error("user_not_found")] {
            assert_eq!(classify(RESET, 429, &answer), Verdict::RateLimited { outcome: Outcome::Rejected });
        }
        for code in ["ratelimited", "rate_limited"] {
            assert_eq!(classify(RESET, 200, &error(code)), Verdict::RateLimited { outcome: Outcome::Rejected });
        }
    }

    #[test]
    fn a_refusal_that_says_ok_true_may_have_happened() {
        assert_eq!(classify(RESET, 429, &SlackAnswer::Ok), Verdict::RateLimited { outcome: Outcome::Unknown });
        assert_eq!(classify(RESET, 403, &SlackAnswer::Ok), Verdict::Http { outcome: Outcome::Unknown });
    }

    #[test]
    fn codes_are_classified_by_method() {
        let api = |kind, documented, outcome| Verdict::Api { kind, documented, outcome };
        for (method, code) in [
            (RESET, "internal_error"),
            (RESET, "fatal_error"),
            (RESET, "user_session_reset_failed"),
            (Method::Invalidate, "session_invalidation_failed"),
        ] {
            assert_eq!(classify(method, 200, &error(code)), api(ErrorKind::Retry, true, Outcome::Unknown));
        }
        let rejected = |kind, documented| api(kind, documented, Outcome::Rejected);
        assert_eq!(classify(Method::Invalidate, 200, &error("session_not_found")), rejected(ErrorKind::Target, true));
        assert_eq!(classify(RESET, 200, &error("session_not_found")), rejected(ErrorKind::Target, false));
        assert_eq!(classify(RESET, 400, &error("not_an_admin")), rejected(ErrorKind::Run, true));
        assert_eq!(classify(RESET, 200, &error("invalid_form_data")), rejected(ErrorKind::Request, true));
        assert_eq!(classify(RESET, 200, &error("request_timeout")), rejected(ErrorKind::Retry, true));
        assert_eq!(classify(RESET, 200, &error("a_code_of_tomorrow")), rejected(ErrorKind::Target, false));
    }

    #[test]
    fn a_5xx_may_have_happened_and_a_4xx_or_redirect_has_not() {
        for (status, outcome) in [
            (0, Outcome::Rejected),
            (201, Outcome::Unknown),
            (204, Outcome::Unknown),
            (302, Outcome::Rejected),
            (404, Outcome::Rejected),
            (500, Outcome::Unknown),
            (503, Outcome::Unknown),
        ] {
            assert_eq!(classify(RESET, status, &SlackAnswer::Unrecognized), Verdict::Http { outcome }, "{status}");
        }
        let verdict = classify(RESET, 500, &error("user_not_found"));
        assert_eq!(verdict, Verdict::Api { kind: ErrorKind::Target, documented: true, outcome: Outcome::Unknown });
    }

    #[test]
    fn a_408_is_repeated_and_so_is_a_503_not_before_its_retry_after() {
        let repeat = |status, after| {
            let failure = failure_of_answer(RESET, status, SlackAnswer::Unrecognized, || None, || after);
            failure.map(|failure| failure.repeat)
        };
        assert_eq!(repeat(408, None), Some(Repeat::Backoff { at_least: 0.0 }));
        assert_eq!(repeat(503, Some(7.0)), Some(Repeat::Backoff { at_least: 7000.0 }));
        assert_eq!(repeat(404, Some(7.0)), Some(Repeat::Never));
        assert_eq!(repeat(429, None), Some(Repeat::Limited { wait: 30_000.0 }));
    }

    #[test]
    fn retry_after_is_a_number_of_seconds_or_a_date() {
        let read = |header: &str| retry_after_seconds(header, |_| 2000.0);
        assert_eq!(read("30"), Some(30.0));
        assert_eq!(read(" 1.5 "), Some(1.5));
        assert!(read("9999999999999999999999").is_some_and(|seconds| seconds > 9e21));
        assert_eq!(read("Wed, 21 Oct 2026 07:28:00 GMT"), Some(2.0));
        assert_eq!(retry_after_seconds("Wed, 21 Oct 2026 07:28:00 GMT", |_| -5.0), None);
        assert_eq!(retry_after_seconds("at 12:00", |_| f64::NAN), None);
        for nonsense in ["", "0", "0.0", "-1", "+5", "1e3", "soon", ".5", "1.2.3"] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }
}
