//! What is known of the operation, and what one of Slack's error codes means for the caller.

use crate::names::names;

names! {
    /// What is known of the operation. The order matters: with several attempts the greatest one counts.
    #[derive(PartialOrd, Ord)]
    pub(crate) enum Outcome {
        /// No request was sent.
        NotSent = "not_sent",
        /// Slack, or a server in between, answered that it wasn't done.
        Rejected = "rejected",
        /// It may have happened.
        Unknown = "unknown",
        /// The method only reads.
        NoEffect = "no_effect",
    }
}

names! {
    /// What an error code of Slack's means for the caller.
    pub(crate) enum ErrorKind {
        /// This user or session can't be handled; others can.
        Target = "target",
        /// No later call with this token can succeed.
        Run = "run",
        /// The request is malformed.
        Request = "request",
        /// The call may succeed later.
        Retry = "retry",
    }
}
