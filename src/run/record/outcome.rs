//! The outcome of one call, as the record has it.

use crate::text::names::names;

names! {
    /// The state of a target in an outcome.
    OutcomeState {
        Done = "done",
        NotDone = "not_done",
        Unknown = "unknown",
    }
}

names! {
    /// What a refusal means for other calls.
    Kind {
        Target = "target",
        Run = "run",
        Request = "request",
        Retry = "retry",
    }
}

/// The outcome of one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What is known.
    pub state: OutcomeState,
    /// Slack's code, or this program's word where Slack gave none.
    pub error: Option<String>,
    /// What Slack's code means; `None` where Slack refused nothing.
    pub kind: Option<Kind>,
    /// `x-slack-req-id`
    pub request_id: Option<String>,
    /// Seconds that Slack asks to wait.
    pub retry_after: Option<u32>,
}

impl Outcome {
    pub(crate) fn done(request_id: Option<String>) -> Self {
        Outcome { state: OutcomeState::Done, error: None, kind: None, request_id, retry_after: None }
    }

    pub(crate) fn not_done(error: &str, kind: Option<Kind>) -> Self {
        let error = Some(error.to_owned());
        Outcome { state: OutcomeState::NotDone, error, kind, request_id: None, retry_after: None }
    }

    pub(crate) fn unknown(error: &str) -> Self {
        let error = Some(error.to_owned());
        Outcome { state: OutcomeState::Unknown, error, kind: None, request_id: None, retry_after: None }
    }

    /// Slack's code, or this program's word; empty if there is none.
    pub fn code(&self) -> &str {
        self.error.as_deref().unwrap_or_default()
    }
}

/// What this program writes where Slack gave no code.
pub(crate) mod code {
    /// Slack limits the method.
    pub(crate) const LIMITED: &str = "ratelimited";
    /// No request was sent, since there was no connection.
    pub(crate) const NO_CONNECTION: &str = "no_connection";
    /// No request was sent, since this machine doesn't trust the certificate.
    pub(crate) const BAD_CERTIFICATE: &str = "bad_certificate";
    /// No request was sent, since the token could not be read or sent.
    pub(crate) const NO_TOKEN: &str = "token_unreadable";
    /// No request was sent, since the client refused it.
    pub(crate) const BAD_REQUEST: &str = "request_refused";
    /// No request was sent, since the run was stopped.
    pub(crate) const STOPPED: &str = "stopped";
    /// The server sent the request elsewhere.
    pub(crate) const REDIRECT: &str = "redirect";
    /// Status 200 with an answer that isn't Slack's.
    pub(crate) const NOT_SLACK: &str = "not_slack";
    /// Slack's answer had no code, or one that isn't a word.
    pub(crate) const NO_CODE: &str = "no_code";
    /// Time ran out.
    pub(crate) const TIMEOUT: &str = "timeout";
    /// The connection broke off.
    pub(crate) const NO_ANSWER: &str = "no_answer";
    /// Anything else.
    pub(crate) const UNEXPECTED: &str = "unexpected";
    /// Slack knows no such session: it may be gone already.
    pub(crate) const SESSION_NOT_FOUND: &str = "session_not_found";
    /// The program ended between intent and outcome.
    pub(crate) const INTERRUPTED: &str = "interrupted";
}
