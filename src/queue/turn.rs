//! A call's turn to send.

use crate::methods::Method;
use crate::replies::Ticket;

/// The answer to a call that asks to send.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Turn {
    /// Send. `done` or `done_limited` ends the turn.
    Go,
    /// Ask again at that time, or when woken, whichever comes first.
    Wait { until: f64 },
    /// The method is paused for that many more milliseconds, which is longer than the call would wait.
    Paused { milliseconds: f64 },
    /// The client was disposed of.
    Closed,
}

/// A call that asks to send.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TurnRequest {
    /// The lower, the earlier.
    pub(crate) ticket: Ticket,
    pub(crate) method: Method,
    /// When the call must be over.
    pub(crate) deadline: f64,
    /// The longest pause that it waits for, in milliseconds.
    pub(crate) max_pause: f64,
}

impl TurnRequest {
    /// Whether the call would not wait until that time.
    pub(super) fn gives_up(&self, until: f64, now: f64) -> bool {
        until > now && (until - now > self.max_pause || until > self.deadline)
    }
}

/// Takes some requests out of a list. One function for all lists and reasons, since each use of `retain` would be compiled
/// into code of its own.
pub(super) fn take_out(requests: &mut Vec<TurnRequest>, goes: &mut dyn FnMut(&TurnRequest) -> bool) {
    requests.retain(|request| !goes(request));
}
