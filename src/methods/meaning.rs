//! What one of Slack's error codes means.

use crate::outcome::{ErrorKind, Outcome};

/// What an error code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// This user or session can't be handled; others can.
    Target,
    /// No later call with this token can succeed.
    Run,
    /// This client, or something in between, wrote the request badly.
    Request,
    /// It wasn't done, and may be done later.
    NotDone,
    /// It may have happened, and may be repeated.
    MayHaveHappened,
    /// Slack limits the method.
    RateLimited,
}

impl Meaning {
    /// The kind that callers read.
    pub(crate) const fn kind(self) -> ErrorKind {
        match self {
            Meaning::Target => ErrorKind::Target,
            Meaning::Run => ErrorKind::Run,
            Meaning::Request => ErrorKind::Request,
            Meaning::NotDone | Meaning::MayHaveHappened | Meaning::RateLimited => ErrorKind::Retry,
        }
    }

    /// What is known of the operation.
    pub(crate) const fn outcome(self) -> Outcome {
        match self {
            Meaning::MayHaveHappened => Outcome::Unknown,
            Meaning::Target | Meaning::Run | Meaning::Request | Meaning::NotDone | Meaning::RateLimited => {
                Outcome::Rejected
            }
        }
    }
}
