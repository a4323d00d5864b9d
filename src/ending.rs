//! What a wait or a request ends in, as src/call.js says it: the status of a complete answer, or why there is none.

use crate::answer::{self, Shape, Verdict};
use crate::failure::{Class, Detail, Failed, Failure, Outcome};
use crate::retry::Repeat;

/// The caller's signal was aborted.
pub(crate) const ABORTED: f64 = -1.0;
/// No headers in time.
pub(crate) const CONNECT: f64 = -2.0;
/// No complete body in time.
pub(crate) const READ: f64 = -3.0;
/// The time for the whole call is over.
pub(crate) const DEADLINE: f64 = -4.0;
/// `fetch`, the body or the token function failed.
pub(crate) const FAILED: f64 = -5.0;
/// What `fetch` resolved to isn't a `Response`.
pub(crate) const FOREIGN: f64 = -6.0;
/// A redirect was followed although that was forbidden.
pub(crate) const REDIRECTED: f64 = -7.0;
/// The answer is longer than any of Slack's.
pub(crate) const TOO_LONG: f64 = -8.0;

fn timeout(phase: &'static str, outcome: Outcome, text: &'static str) -> Failed {
    Failure::new(Class::Timeout, outcome, text).with(Detail::Phase(phase))
}

/// The failure of a call that was ended from outside, by its signal or its deadline.
pub(crate) fn stopped(end: f64, outcome: Outcome) -> Failed {
    if end == DEADLINE {
        timeout("deadline", outcome, "not over within the deadline")
    } else {
        Failure::new(Class::Aborted, outcome, "")
    }
}

/// The failure of a request without a complete answer. `code` is the runtime's for what went wrong: only Node's tell
/// where it failed.
pub(crate) fn lost(end: f64, code: &str) -> Failed {
    let network = |outcome, text| Failure::new(Class::Network, outcome, text);
    let protocol = |text| Failure::new(Class::Protocol, Outcome::Unknown, text);
    if end == FAILED {
        match code {
            "ECONNREFUSED" | "ENOTFOUND" | "EAI_AGAIN" | "UND_ERR_CONNECT_TIMEOUT" => {
                network(Outcome::NotSent, "no connection").backoff()
            }
            "DEPTH_ZERO_SELF_SIGNED_CERT" | "SELF_SIGNED_CERT_IN_CHAIN" | "ERR_TLS_CERT_ALTNAME_INVALID" => untrusted(),
            _ if code.starts_with("CERT_") || code.starts_with("UNABLE_TO_") => untrusted(),
            _ => network(Outcome::Unknown, "no complete answer").backoff(),
        }
    } else if end == CONNECT {
        timeout("connect", Outcome::Unknown, "no answer within the time limit").backoff()
    } else if end == READ {
        timeout("read", Outcome::Unknown, "the answer was not complete within the time limit").backoff()
    } else if end == FOREIGN {
        network(Outcome::Unknown, "fetch did not resolve to a Response")
    } else if end == REDIRECTED {
        protocol("fetch followed a redirect, which is no answer of Slack's")
    } else if end == TOO_LONG {
        protocol("the answer is longer than 1 MiB, and no answer of Slack's is")
    } else {
        stopped(end, Outcome::Unknown)
    }
}

/// Not trusted now means not trusted the next time.
fn untrusted() -> Failed {
    Failure::new(Class::Network, Outcome::NotSent, "the server's certificate is bad")
}

/// The failure that an answer is, or `None` where it says that it is done. `retry_after` are the seconds that a limit
/// asks for.
pub(crate) fn judge(status: u16, shape: &Shape, retry_after: impl FnOnce() -> f64) -> Option<Failed> {
    Some(match answer::classify(status, shape) {
        Verdict::Done => return None,
        Verdict::Api { kind, outcome } => {
            let failure = Failure::new(Class::Api, outcome, "Slack answered ").with(Detail::Kind(kind));
            if kind == answer::Kind::Retry { failure.backoff() } else { failure }
        }
        Verdict::RateLimited => limited(Outcome::Rejected, retry_after()),
        Verdict::Http { outcome } => {
            let text = match status {
                0 | 300..400 => "refused a redirect, HTTP status ",
                _ => "not an answer of Slack's, HTTP status ",
            };
            let failure = Failure::new(Class::Http, outcome, text);
            if status >= 500 { failure.backoff() } else { failure }
        }
        Verdict::Protocol => {
            Failure::new(Class::Protocol, Outcome::Unknown, "status 200, but not an answer of Slack's")
        }
    })
}

/// The failure of a call that Slack limits.
pub(crate) fn limited(outcome: Outcome, seconds: f64) -> Failed {
    let text = "Slack limits this method: wait retryAfter seconds";
    let mut failure = Failure::new(Class::RateLimited, outcome, text).with(Detail::RetryAfter(seconds));
    failure.repeat = Repeat::After(seconds * 1000.0);
    failure
}
