//! The names in the record.

use crate::text::names::names;

names! {
    /// A property of a line of the record that is a text.
    TextKey {
        Type = "type",
        At = "at",
        Tool = "tool",
        Method = "method",
        Host = "host",
        Run = "run",
        Name = "name",
        Sha256 = "sha256",
        By = "by",
        Note = "note",
        UserId = "user_id",
        SessionId = "session_id",
        TeamId = "team_id",
        State = "state",
        Error = "error",
        Kind = "kind",
        RequestId = "request_id",
        Reason = "reason",
    }
}

names! {
    /// A property that is a number.
    NumberKey {
        Version = "version",
        PerMinute = "per_minute",
        N = "n",
        Line = "line",
        Targets = "targets",
        Protected = "protected",
        Duplicates = "duplicates",
        Skipped = "skipped",
        RetryAfter = "retry_after",
        Torn = "torn",
        Done = "done",
        NotDone = "not_done",
        Unknown = "unknown",
        Left = "left",
    }
}

names! {
    /// A property that is a boolean, and only present if it is `true`.
    FlagKey {
        MobileOnly = "mobile_only",
        WebOnly = "web_only",
        Protected = "protected",
        RepeatUnknown = "repeat_unknown",
    }
}

/// The property that is an object: the list's name and hash.
pub(crate) const LIST: &str = "list";
/// The property that is a list of texts: users who are left alone from then on.
pub(crate) const PROTECT: &str = "protect";

names! {
    /// What a line of the record is.
    LineType {
        Run = "run",
        Target = "target",
        Planned = "planned",
        Intent = "intent",
        Outcome = "outcome",
        Resume = "resume",
        End = "end",
    }
}
