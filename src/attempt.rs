//! How an attempt or a wait ended, and what that means.

use crate::error::{Failure, Fault, NetworkFault, Phase, ProtocolFault};
use crate::outcome::Outcome;
use crate::retry::Repeat;

/// The ends as the numbers that JavaScript replies with. Same names and numbers as in src/js/transport.js.
mod end {
    pub(super) const OVER: i32 = 0;
    pub(super) const ABORTED: i32 = -1;
    pub(super) const DEADLINE: i32 = -2;
    pub(super) const FAILED: i32 = -3;
    pub(super) const CONNECT_TIMEOUT: i32 = -4;
    pub(super) const READ_TIMEOUT: i32 = -5;
    pub(super) const NO_FETCH: i32 = -6;
    pub(super) const NOT_A_RESPONSE: i32 = -7;
    pub(super) const FOLLOWED_REDIRECT: i32 = -8;
    pub(super) const TOO_LONG: i32 = -9;
    pub(super) const ABORTED_UNSENT: i32 = -10;
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttemptEnd {
    /// There is a status. If it isn't 200, the body may have been lost. 0: a redirect, of which a page sees no more.
    Answered { status: u16 },
    /// The caller's signal was aborted.
    Aborted,
    /// The same, before anything was sent.
    AbortedUnsent,
    /// The time for the whole call ran out.
    Deadline,
    /// No headers came in time.
    ConnectTimeout,
    /// The body wasn't complete in time.
    ReadTimeout,
    /// `fetch` or the body failed.
    FetchFailed,
    /// There is no `fetch`.
    NoFetch,
    /// `fetch` resolved to something that isn't a `Response`.
    NotAResponse,
    /// `fetch` followed a redirect, although it was told not to.
    FollowedRedirect,
    /// The answer is longer than any of Slack's.
    TooLong,
}

impl AttemptEnd {
    /// From the number that JavaScript replied with.
    pub(crate) fn from_js(code: i32) -> Self {
        match code {
            end::ABORTED => AttemptEnd::Aborted,
            end::ABORTED_UNSENT => AttemptEnd::AbortedUnsent,
            end::DEADLINE => AttemptEnd::Deadline,
            end::CONNECT_TIMEOUT => AttemptEnd::ConnectTimeout,
            end::READ_TIMEOUT => AttemptEnd::ReadTimeout,
            end::NO_FETCH => AttemptEnd::NoFetch,
            end::NOT_A_RESPONSE => AttemptEnd::NotAResponse,
            end::FOLLOWED_REDIRECT => AttemptEnd::FollowedRedirect,
            end::TOO_LONG => AttemptEnd::TooLong,
            end::FAILED => AttemptEnd::FetchFailed,
            _ => u16::try_from(code).map_or(AttemptEnd::FetchFailed, |status| AttemptEnd::Answered { status }),
        }
    }
}

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WaitEnd {
    /// Its time passed, or the call was woken.
    Over,
    Aborted,
    Deadline,
}

impl WaitEnd {
    /// From the number that JavaScript replied with.
    pub(crate) const fn from_js(code: i32) -> Self {
        match code {
            end::ABORTED => WaitEnd::Aborted,
            end::DEADLINE => WaitEnd::Deadline,
            _ => WaitEnd::Over,
        }
    }
}

/// How a token function ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TokenEnd {
    /// It returned this text (empty: something else), or the client was disposed of meanwhile.
    Given(String),
    /// It threw or rejected.
    Failed,
    Aborted,
    Deadline,
}

impl TokenEnd {
    /// From the number that JavaScript replied with.
    pub(crate) const fn from_js(code: i32) -> Self {
        match code {
            end::OVER => TokenEnd::Given(String::new()),
            end::ABORTED => TokenEnd::Aborted,
            end::DEADLINE => TokenEnd::Deadline,
            _ => TokenEnd::Failed,
        }
    }
}

/// Where a request failed, as the platform says: Node's `code` and `syscall`, empty if it doesn't say.
#[derive(Clone, Debug, Default)]
pub(crate) struct FailurePlace {
    pub(crate) code: String,
    pub(crate) syscall: String,
}

impl FailurePlace {
    /// What a failed request means: `NotSent` only if the error certainly came before anything was sent.
    fn fault(&self) -> (NetworkFault, Outcome) {
        let (code, syscall) = (self.code.as_str(), self.syscall.as_str());
        if is_certificate_code(code) {
            return (NetworkFault::BadCertificate, Outcome::NotSent);
        }
        match (code, syscall) {
            (_, "connect" | "getaddrinfo") | ("UND_ERR_CONNECT_TIMEOUT", _) => {
                (NetworkFault::NoConnection, Outcome::NotSent)
            }
            _ => (NetworkFault::LostAnswer, Outcome::Unknown),
        }
    }
}

/// Node's documented codes for certificates that it refuses.
fn is_certificate_code(code: &str) -> bool {
    matches!(
        code,
        "CERT_CHAIN_TOO_LONG"
            | "CERT_HAS_EXPIRED"
            | "CERT_NOT_YET_VALID"
            | "CERT_REJECTED"
            | "CERT_REVOKED"
            | "CERT_SIGNATURE_FAILURE"
            | "CERT_UNTRUSTED"
            | "DEPTH_ZERO_SELF_SIGNED_CERT"
            | "ERR_TLS_CERT_ALTNAME_INVALID"
            | "HOSTNAME_MISMATCH"
            | "INVALID_CA"
            | "INVALID_PURPOSE"
            | "PATH_LENGTH_EXCEEDED"
            | "SELF_SIGNED_CERT_IN_CHAIN"
            | "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY"
            | "UNABLE_TO_DECRYPT_CERT_SIGNATURE"
            | "UNABLE_TO_GET_ISSUER_CERT"
            | "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"
            | "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
    )
}

/// The failure of an attempt without an answer. `place` is called only if it matters.
pub(crate) fn failure_without_answer(end: AttemptEnd, place: impl FnOnce() -> FailurePlace) -> Box<Failure> {
    const AGAIN: Repeat = Repeat::Backoff { at_least: 0.0 };
    let (fault, outcome, repeat) = match end {
        AttemptEnd::FetchFailed | AttemptEnd::Answered { .. } => {
            let (fault, outcome) = place().fault();
            // A certificate that isn't trusted now won't be trusted the next time.
            let repeat = if fault == NetworkFault::BadCertificate { Repeat::Never } else { AGAIN };
            (Fault::Network(fault), outcome, repeat)
        }
        AttemptEnd::ConnectTimeout => (Fault::Timeout(Phase::Connect), Outcome::Unknown, AGAIN),
        AttemptEnd::ReadTimeout => (Fault::Timeout(Phase::Read), Outcome::Unknown, AGAIN),
        AttemptEnd::Aborted => (Fault::Aborted, Outcome::Unknown, Repeat::Never),
        AttemptEnd::AbortedUnsent => (Fault::Aborted, Outcome::NotSent, Repeat::Never),
        AttemptEnd::Deadline => (Fault::Timeout(Phase::Deadline), Outcome::Unknown, Repeat::Never),
        AttemptEnd::NoFetch => (Fault::Network(NetworkFault::NoFetch), Outcome::NotSent, Repeat::Never),
        AttemptEnd::NotAResponse => (Fault::Network(NetworkFault::NotAResponse), Outcome::Unknown, Repeat::Never),
        AttemptEnd::FollowedRedirect => {
            (Fault::Protocol(ProtocolFault::FollowedRedirect), Outcome::Unknown, Repeat::Never)
        }
        AttemptEnd::TooLong => (Fault::Protocol(ProtocolFault::TooLong), Outcome::Unknown, Repeat::Never),
    };
    Box::new(Failure { fault, outcome, repeat })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_have_the_same_names_and_numbers_in_javascript() {
        let source = include_str!("js/transport.js");
        let declared: Vec<_> =
            source.lines().filter(|line| line.starts_with("export const ") && line.contains(" = -")).collect();
        let ends = [
            ("ABORTED", end::ABORTED),
            ("DEADLINE", end::DEADLINE),
            ("FAILED", end::FAILED),
            ("CONNECT_TIMEOUT", end::CONNECT_TIMEOUT),
            ("READ_TIMEOUT", end::READ_TIMEOUT),
            ("NO_FETCH", end::NO_FETCH),
            ("NOT_A_RESPONSE", end::NOT_A_RESPONSE),
            ("FOLLOWED_REDIRECT", end::FOLLOWED_REDIRECT),
            ("TOO_LONG", end::TOO_LONG),
            ("ABORTED_UNSENT", end::ABORTED_UNSENT),
        ];
        assert!(source.contains(&format!("\nexport const OVER = {};\n", end::OVER)));
        assert_eq!(declared, ends.map(|(name, number)| format!("export const {name} = {number};")));
    }

    #[test]
    fn an_error_code_alone_does_not_say_that_nothing_was_sent() {
        let outcome =
            |code: &str, syscall: &str| FailurePlace { code: code.to_owned(), syscall: syscall.to_owned() }.fault().1;
        assert_eq!(outcome("ECONNREFUSED", "connect"), Outcome::NotSent);
        assert_eq!(outcome("ENOTFOUND", "getaddrinfo"), Outcome::NotSent);
        assert_eq!(outcome("CERT_HAS_EXPIRED", ""), Outcome::NotSent);
        assert_eq!(outcome("ECONNREFUSED", ""), Outcome::Unknown);
        assert_eq!(outcome("ECONNRESET", "read"), Outcome::Unknown);
        assert_eq!(outcome("", ""), Outcome::Unknown);
    }
}
