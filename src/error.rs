//! Why a call failed.

use crate::names::names;
use crate::outcome::{ErrorKind, Outcome};
use crate::refusal::Refusal;
use crate::retry::Repeat;
use crate::secret::Secret;

names! {
    /// What ran out of time.
    pub(crate) enum Phase {
        /// The wait for the headers.
        Connect = "connect",
        /// The time for the body.
        Read = "read",
        /// The time for the whole call.
        Deadline = "deadline",
    }
}

/// Why there is no complete answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NetworkFault {
    NoConnection,
    BadCertificate,
    LostAnswer,
    NoFetch,
    NotAResponse,
}

/// Why an answer isn't accepted as Slack's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProtocolFault {
    NotSlacks,
    FollowedRedirect,
    TooLong,
}

/// Writes the parts of a sentence that come from elsewhere.
pub(crate) trait Wording {
    /// A server's text as a sentence quotes it: without the token, without control characters, and not long.
    fn quoted(&self, text: &str) -> String;
    /// A number in digits.
    fn number(&self, number: f64) -> String;
}

/// What went wrong.
#[derive(Debug)]
pub(crate) enum Fault {
    Argument(Box<Refusal>),
    Api {
        code: String,
        kind: ErrorKind,
        /// Whether Slack documents the code. A documented code can't be a secret.
        documented: bool,
        needed_scope: Option<String>,
    },
    RateLimited {
        /// Seconds.
        retry_after: f64,
    },
    Http {
        /// 0 for a redirect in a page, which can't see its status.
        status: u16,
    },
    Network(NetworkFault),
    Timeout(Phase),
    Protocol(ProtocolFault),
    /// The caller's signal was aborted. The call rejects with the signal's own reason.
    Aborted,
}

impl Fault {
    /// The name of the error's class.
    pub(crate) const fn class(&self) -> &'static str {
        match self {
            Fault::Argument(_) => "SlackArgumentError",
            Fault::Api { .. } => "SlackApiError",
            Fault::RateLimited { .. } => "SlackRateLimitedError",
            Fault::Http { .. } => "SlackHttpError",
            Fault::Network(_) => "SlackNetworkError",
            Fault::Timeout(_) => "SlackTimeoutError",
            Fault::Protocol(_) => "SlackProtocolError",
            Fault::Aborted => "AbortError",
        }
    }

    /// The sentence that users read, in three parts. `wording` writes the parts that come from elsewhere.
    pub(crate) fn sentence(&self, wording: &impl Wording) -> (&'static str, String, &'static str) {
        let sentence = match self {
            Fault::Argument(refusal) => return ("", refusal.message(), ""),
            Fault::Api { code, documented, needed_scope, .. } => {
                let mut code = if *documented { code.clone() } else { wording.quoted(code) };
                if let Some(scope) = needed_scope {
                    code.push_str(": the token needs the scope ");
                    code.push_str(&wording.quoted(scope));
                }
                return ("Slack answered ", code, "");
            }
            Fault::RateLimited { retry_after } => {
                return ("Slack limits this method: wait ", wording.number(*retry_after), " seconds");
            }
            Fault::Http { status } => {
                let what = match status {
                    0 | 300..400 => "refused a redirect, HTTP status ",
                    _ => "not an answer of Slack's, HTTP status ",
                };
                return (what, wording.number(f64::from(*status)), "");
            }
            Fault::Network(NetworkFault::NoConnection) => "no connection",
            Fault::Network(NetworkFault::BadCertificate) => "the server's certificate can't be trusted",
            Fault::Network(NetworkFault::LostAnswer) => "no complete answer",
            Fault::Network(NetworkFault::NoFetch) => "this platform has no fetch: pass one in the configuration",
            Fault::Network(NetworkFault::NotAResponse) => "fetch did not resolve to a Response",
            Fault::Timeout(Phase::Connect) => "no answer within the time limit",
            Fault::Timeout(Phase::Read) => "the answer was not complete within the time limit",
            Fault::Timeout(Phase::Deadline) => "not done within the deadline",
            Fault::Protocol(ProtocolFault::NotSlacks) => "HTTP status 200, but not an answer of Slack's",
            Fault::Protocol(ProtocolFault::FollowedRedirect) => "fetch followed a redirect, and Slack never redirects",
            Fault::Protocol(ProtocolFault::TooLong) => "the answer is longer than 1 MiB, and Slack's are short",
            Fault::Aborted => "",
        };
        (sentence, String::new(), "")
    }
}

/// A failure of one attempt, or of the whole call.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) fault: Fault,
    pub(crate) outcome: Outcome,
    pub(crate) repeat: Repeat,
}

impl Failure {
    /// A failure that isn't repeated. Boxed: every async step reserves space for it.
    #[inline(never)]
    pub(crate) fn new(fault: Fault, outcome: Outcome) -> Box<Self> {
        Box::new(Failure { fault, outcome, repeat: Repeat::Never })
    }

    /// The same, repeated after a backoff of at least that many milliseconds.
    pub(crate) fn after_backoff(mut self: Box<Self>, at_least: f64) -> Box<Self> {
        self.repeat = Repeat::Backoff { at_least };
        self
    }

    /// The failure of a call whose method Slack limits for that many seconds.
    pub(crate) fn rate_limited(retry_after: f64, outcome: Outcome) -> Box<Self> {
        let mut failure = Failure::new(Fault::RateLimited { retry_after }, outcome);
        failure.repeat = Repeat::Limited { wait: retry_after * 1000.0 };
        failure
    }
}

impl From<Box<Refusal>> for Box<Failure> {
    fn from(refusal: Box<Refusal>) -> Self {
        Failure::new(Fault::Argument(refusal), Outcome::NotSent)
    }
}

/// Hides a token that a caller used as the name of a property.
pub(crate) fn hide_token(failure: &mut Failure, token: Option<&Secret>) {
    if let Fault::Argument(refusal) = &mut failure.fault {
        refusal.hide(token.map_or("", Secret::expose));
    }
}
