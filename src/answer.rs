//! What came back, and what it means.

use crate::failure::Outcome;

/// What a body's text turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// An object whose `ok` is exactly `true`.
    Done,
    /// An object with `ok: false` and a string `error`.
    Failed {
        /// Slack's code.
        error: String,
    },
    /// Anything else.
    Foreign,
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Slack did what was asked.
    Done,
    /// Slack answered with an error code.
    Api { kind: Kind, outcome: Outcome },
    /// Slack limits the method.
    RateLimited,
    /// A status that isn't Slack's way to answer.
    Http { outcome: Outcome },
    /// Status 200 with something that isn't Slack's.
    Protocol,
}

/// What a code means for the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Target,
    Run,
    Request,
    Retry,
}

impl Kind {
    /// As users read it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Kind::Target => "target",
            Kind::Run => "run",
            Kind::Request => "request",
            Kind::Retry => "retry",
        }
    }
}

/// Classifies an answer by its status and the shape of its body.
pub(crate) fn classify(status: u16, shape: &Shape) -> Verdict {
    match (status, shape) {
        (429, _) => Verdict::RateLimited,
        (200, Shape::Done) => Verdict::Done,
        (200, Shape::Foreign) => Verdict::Protocol,
        // Proxies redirect to their own pages: what stands in the body says nothing of the operation.
        (0 | 300..400, _) => Verdict::Http { outcome: Outcome::Rejected },
        (_, Shape::Failed { error }) if error == "ratelimited" => Verdict::RateLimited,
        (_, Shape::Failed { error }) => {
            let (kind, unknown) = code(error);
            let outcome = if unknown || status >= 500 { Outcome::Unknown } else { Outcome::Rejected };
            Verdict::Api { kind, outcome }
        }
        (400..500, _) => Verdict::Http { outcome: Outcome::Rejected },
        _ => Verdict::Http { outcome: Outcome::Unknown },
    }
}

/// Codes after which the operation may have happened all the same.
const UNKNOWN: [&str; 4] =
    ["internal_error", "fatal_error", "session_invalidation_failed", "user_session_reset_failed"];

/// Codes that may not come the next time.
const RETRY: [&str; 3] = ["request_timeout", "service_unavailable", "team_added_to_org"];

/// Codes that every further call would get too.
const RUN: [&str; 21] = [
    "feature_not_enabled",
    "not_an_admin",
    "invalid_auth",
    "not_authed",
    "token_expired",
    "token_revoked",
    "account_inactive",
    "missing_scope",
    "not_allowed_token_type",
    "no_permission",
    "is_bot",
    "access_denied",
    "accesslimited",
    "org_login_required",
    "two_factor_setup_required",
    "enterprise_is_restricted",
    "ekm_access_denied",
    "team_access_not_granted",
    "unknown_method",
    "method_deprecated",
    "deprecated_endpoint",
];

/// Codes that say that this client, or what stands between, wrote the request badly.
const REQUEST: [&str; 7] = [
    "invalid_arguments",
    "invalid_arg_name",
    "invalid_array_arg",
    "invalid_charset",
    "invalid_form_data",
    "invalid_post_type",
    "missing_post_type",
];

/// Kind of a code, and whether the operation may have happened all the same.
/// A code that Slack doesn't document says nothing of other targets.
fn code(error: &str) -> (Kind, bool) {
    let unknown = UNKNOWN.contains(&error);
    let kind = if unknown || RETRY.contains(&error) {
        Kind::Retry
    } else if RUN.contains(&error) {
        Kind::Run
    } else if REQUEST.contains(&error) {
        Kind::Request
    } else {
        Kind::Target
    };
    (kind, unknown)
}

/// Seconds where Slack doesn't say how long, or the page can't see it: half of the minute that its limits count by.
pub(crate) const DEFAULT_RETRY_AFTER: f64 = 30.0;

/// Seconds of a `Retry-After` header that is a number, with or without a fraction. `None`: not a number above zero.
pub(crate) fn seconds(header: &str) -> Option<f64> {
    let (mut value, mut digits) = (0.0, false);
    // After the point: what the digits are divided by.
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

/// Whether the text of a JSON object has the key `ok` once. `JSON.parse` would keep the last of several. A key that is
/// written with an escape counts as one.
pub(crate) fn says_ok_once(json: &str) -> bool {
    let mut found = 0_u32;
    let mut depth = 0_u32;
    let mut is_key = false;
    let mut bytes = json.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' | b'[' => {
                depth = depth.saturating_add(1);
                is_key = depth == 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => is_key = depth == 1,
            b'"' => {
                let (mut name, mut length, mut escaped) = ([0; 2], 0_usize, false);
                loop {
                    match bytes.next() {
                        Some(b'"') | None => break,
                        Some(b'\\') => escaped |= bytes.next() == Some(b'u'),
                        Some(byte) => {
                            if let Some(slot) = name.get_mut(length) {
                                *slot = byte;
                            }
                        }
                    }
                    length = length.saturating_add(1);
                }
                if is_key && (escaped || (length == 2 && name == *b"ok")) {
                    found = found.saturating_add(1);
                }
                is_key = false;
            }
            _ => {}
        }
    }
    found == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(error: &str) -> Shape {
        Shape::Failed { error: error.to_owned() }
    }

    #[test]
    fn only_a_200_with_ok_true_is_done() {
        assert_eq!(classify(200, &Shape::Done), Verdict::Done);
        for status in (0..600).filter(|status| *status != 200) {
            assert_ne!(classify(status, &Shape::Done), Verdict::Done, "{status}");
        }
        assert_eq!(classify(200, &Shape::Foreign), Verdict::Protocol);
    }

    #[test]
    fn rate_limits_are_seen_by_status_and_by_code() {
        for shape in [Shape::Done, Shape::Foreign, failed("user_not_found")] {
            assert_eq!(classify(429, &shape), Verdict::RateLimited);
        }
        assert_eq!(classify(200, &failed("ratelimited")), Verdict::RateLimited);
    }

    #[test]
    fn codes_that_may_have_happened_are_unknown() {
        for error in ["internal_error", "fatal_error", "session_invalidation_failed", "user_session_reset_failed"] {
            assert_eq!(classify(200, &failed(error)), Verdict::Api { kind: Kind::Retry, outcome: Outcome::Unknown });
        }
        let rejected = |kind| Verdict::Api { kind, outcome: Outcome::Rejected };
        assert_eq!(classify(200, &failed("session_not_found")), rejected(Kind::Target));
        assert_eq!(classify(400, &failed("not_an_admin")), rejected(Kind::Run));
        assert_eq!(classify(200, &failed("invalid_form_data")), rejected(Kind::Request));
        assert_eq!(classify(200, &failed("request_timeout")), rejected(Kind::Retry));
        assert_eq!(classify(200, &failed("a_code_of_tomorrow")), rejected(Kind::Target));
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
            assert_eq!(classify(status, &Shape::Foreign), Verdict::Http { outcome }, "{status}");
        }
        let verdict = classify(500, &failed("user_not_found"));
        assert_eq!(verdict, Verdict::Api { kind: Kind::Target, outcome: Outcome::Unknown });
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_not_at_all() {
        assert_eq!(seconds("30"), Some(30.0));
        assert_eq!(seconds(" 1.5 "), Some(1.5));
        assert!(seconds("9999999999999999999999").is_some_and(|seconds| seconds > 9e21));
        for nonsense in ["", "0", "0.0", "-1", "+5", "1e3", "soon", ".5", "1.2.3", "Wed, 21 Oct 2026 07:28:00 GMT"] {
            assert_eq!(seconds(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn ok_is_looked_for_among_the_objects_own_keys() {
        for json in [
            r#"{"ok":true}"#,
            r#" { "ok" : true , "a" : "ok" , "b" : ["ok", {"ok": false}], "c": {"ok": 1} } "#,
            r#"{"a":"\\\"ok","ok":true}"#,
            r#"{"ok ":1,"o":2,"okk":3,"ok":true}"#,
        ] {
            assert!(says_ok_once(json), "{json}");
        }
        for json in [
            r#"{"ok":false,"error":"x","ok":true}"#,
            r#"{"ok":true,"a":[1,{"b":2}],"ok":true}"#,
            r#"{"\u006fk":false,"ok":true}"#,
            r#"{"a":{"ok":true}}"#,
            "",
        ] {
            assert!(!says_ok_once(json), "{json}");
        }
    }
}
