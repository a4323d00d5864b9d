//! What a call that didn't succeed ended in.

use crate::answer::Kind;
use crate::refusal::Refused;
use crate::retry::Repeat;
use serde::{Serialize, Serializer};

/// What is known of the operation, in the order in which one attempt's outweighs another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    NotSent,
    Rejected,
    Unknown,
}

impl Outcome {
    /// As users read it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Outcome::NotSent => "not_sent",
            Outcome::Rejected => "rejected",
            Outcome::Unknown => "unknown",
        }
    }
}

/// The class of the error that JavaScript makes of it; the numbers are those of src/errors.js.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Argument,
    Api,
    RateLimited,
    Http,
    Network,
    Timeout,
    Protocol,
    /// The caller's own reason, which is rejected with as it is.
    Aborted = 8,
}

/// What a class tells beyond the others.
#[derive(Debug)]
pub(crate) enum Detail {
    None,
    Argument(Refused),
    Kind(Kind),
    /// Seconds to wait.
    RetryAfter(f64),
    Phase(&'static str),
}

impl Serialize for Detail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = match self {
            Detail::RetryAfter(seconds) => return serializer.serialize_f64(*seconds),
            Detail::None => "",
            Detail::Argument(refusal) => &refusal.argument,
            Detail::Kind(kind) => kind.name(),
            Detail::Phase(phase) => phase,
        };
        serializer.serialize_str(text)
    }
}

/// In a box, since every step of a call has room for it.
pub(crate) type Failed = Box<Failure>;

/// A failure of one attempt, or of the whole call.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) class: Class,
    pub(crate) text: &'static str,
    pub(crate) outcome: Outcome,
    pub(crate) repeat: Repeat,
    pub(crate) detail: Detail,
}

impl Failure {
    /// One that isn't repeated, and tells nothing more.
    #[inline(never)]
    pub(crate) fn new(class: Class, outcome: Outcome, text: &'static str) -> Failed {
        Box::new(Failure { class, text, outcome, repeat: Repeat::Never, detail: Detail::None })
    }

    /// The same, telling more.
    pub(crate) fn with(mut self: Box<Self>, detail: Detail) -> Failed {
        self.detail = detail;
        self
    }

    /// The same, repeated.
    pub(crate) fn backoff(mut self: Box<Self>) -> Failed {
        self.repeat = Repeat::Backoff { unknown: self.outcome == Outcome::Unknown };
        self
    }
}

/// The failure that a refused argument is.
pub(crate) fn refused(refusal: Refused) -> Failed {
    Failure::new(Class::Argument, Outcome::NotSent, "").with(Detail::Argument(refusal))
}

/// What JavaScript makes an error of.
#[derive(Serialize)]
pub(crate) struct Report<'a>(pub(crate) u8, pub(crate) &'a str, pub(crate) &'static str, pub(crate) &'a Detail);
