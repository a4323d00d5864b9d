//! Decides when a run should stop by itself, and when a target is tried again.

use crate::record::outcome::{Outcome, code};
use crate::record::reason::Reason;
use crate::run::answer::Meaning;
use crate::run::clock::{Deadline, Moment};

/// What follows an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// The next target.
    Advance,
    /// The same target, after a wait.
    Again(Deadline, Why),
    /// Nothing more. With a deadline: when the run may go on.
    Stop(Reason, Option<Deadline>),
}

/// Why a run waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// For the pace.
    Pace,
    /// Slack limits the method.
    Limit,
    /// There is no connection.
    Connection,
    /// Slack can't do it now.
    Unavailable,
}

impl Why {
    /// The name that users of the library see.
    pub const fn name(self) -> &'static str {
        match self {
            Why::Pace => "pace",
            Why::Limit => "limit",
            Why::Connection => "connection",
            Why::Unavailable => "unavailable",
        }
    }
}

const SECOND: u64 = 1000;
/// The longest that a run waits for Slack to lift a limit, in seconds.
pub(crate) const LONGEST_LIMIT: u32 = 3600;
const MOST_LIMITS: u32 = 5;
const MOST_UNKNOWN: u32 = 3;
const MOST_UNAVAILABLE: u32 = 3;
/// Seconds between the tries of one target that Slack can't do just now.
const UNAVAILABLE_WAITS: [u64; 4] = [1, 4, 16, 60];
/// Microseconds without a connection.
const LONGEST_OUTAGE: u64 = 15 * 60 * 1_000_000;
const MOST_REFUSALS: u32 = 10;

/// Refusals of a target that Slack documents. Others may mean anything.
const DOCUMENTED: [&str; 6] = [
    "user_not_found",
    code::SESSION_NOT_FOUND,
    "admin_unauthorized",
    "cannot_invalidate_primary_owner",
    "cannot_reset_primary_owner",
    "cannot_reset_bot",
];

/// What happened in a row.
#[derive(Debug)]
pub(crate) struct Watch {
    /// Refusals of targets while nothing was done; `None` once a target was done, or the run was resumed after ten refusals.
    refusals: Option<u32>,
    /// The last undocumented code, and how often it came in a row.
    undocumented: (String, u32),
    limits: u32,
    unknown: u32,
    /// How often Slack couldn't do this target, and how many targets in a row were given up.
    tries: usize,
    given_up: u32,
    /// When the connection was lost, and how often it was tried since.
    outage: Option<(Moment, u32)>,
}

impl Watch {
    /// `refusals`: those in the record, as long as nothing was done.
    pub(crate) fn new(refusals: Option<u32>) -> Self {
        Watch {
            refusals: refusals.filter(|count| *count < MOST_REFUSALS),
            undocumented: (String::new(), 0),
            limits: 0,
            unknown: 0,
            tries: 0,
            given_up: 0,
            outage: None,
        }
    }

    /// What follows this answer.
    pub(crate) fn judge(&mut self, meaning: Meaning, outcome: &Outcome, now: Moment) -> Next {
        if meaning != Meaning::NotSent {
            self.outage = None;
        }
        match meaning {
            Meaning::Done => {
                self.refusals = None;
                self.undocumented.1 = 0;
                self.settled();
                Next::Advance
            }
            Meaning::Refused => {
                self.settled();
                self.refused(outcome.code())
            }
            Meaning::RefusedForAll => Next::Stop(Reason::Refused, None),
            Meaning::NotSlack => Next::Stop(Reason::NotSlack, None),
            Meaning::Limited(seconds) => self.limited(seconds, now),
            Meaning::Unavailable => self.unavailable(now),
            Meaning::Unknown => {
                self.tries = 0;
                self.unknown = self.unknown.saturating_add(1);
                if self.unknown >= MOST_UNKNOWN { Next::Stop(Reason::Uncertain, None) } else { Next::Advance }
            }
            Meaning::NotSent => self.not_sent(now),
        }
    }

    /// Slack answered for a target: whatever was wrong before is over.
    fn settled(&mut self) {
        self.limits = 0;
        self.unknown = 0;
        self.tries = 0;
        self.given_up = 0;
    }

    fn refused(&mut self, code: &str) -> Next {
        if code != code::SESSION_NOT_FOUND {
            self.refusals = self.refusals.map(|count| count.saturating_add(1));
        }
        let in_a_row = if code == self.undocumented.0 { self.undocumented.1.saturating_add(1) } else { 1 };
        self.undocumented = (code.to_owned(), if DOCUMENTED.contains(&code) { 0 } else { in_a_row });
        if self.refusals.is_some_and(|count| count >= MOST_REFUSALS) {
            Next::Stop(Reason::WrongList, None)
        } else if self.undocumented.1 >= MOST_REFUSALS {
            Next::Stop(Reason::Refused, None)
        } else {
            Next::Advance
        }
    }

    fn limited(&mut self, seconds: u32, now: Moment) -> Next {
        self.limits = self.limits.saturating_add(1);
        let until = now.after(u64::from(seconds).saturating_mul(SECOND));
        if seconds > LONGEST_LIMIT || self.limits >= MOST_LIMITS {
            Next::Stop(Reason::Limited, Some(until))
        } else {
            Next::Again(until, Why::Limit)
        }
    }

    fn unavailable(&mut self, now: Moment) -> Next {
        if let Some(seconds) = UNAVAILABLE_WAITS.get(self.tries) {
            self.tries = self.tries.saturating_add(1);
            return Next::Again(now.after(seconds.saturating_mul(SECOND)), Why::Unavailable);
        }
        self.tries = 0;
        self.given_up = self.given_up.saturating_add(1);
        if self.given_up >= MOST_UNAVAILABLE { Next::Stop(Reason::Unreachable, None) } else { Next::Advance }
    }

    fn not_sent(&mut self, now: Moment) -> Next {
        let (since, tries) = self.outage.unwrap_or((now, 0));
        if now.elapsed.saturating_sub(since.elapsed) >= LONGEST_OUTAGE {
            return Next::Stop(Reason::Unreachable, None);
        }
        self.outage = Some((since, tries.saturating_add(1)));
        // 1, 2, 4 … seconds.
        let seconds = 1_u64.checked_shl(tries).unwrap_or(u64::MAX).min(60);
        Next::Again(now.after(seconds.saturating_mul(SECOND)), Why::Connection)
    }
}
