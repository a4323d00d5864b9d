//! What a run says to do next.

use crate::record::reason::Reason;
use crate::run::clock::Now;

/// What to do next. Each step is given out once: until it is done, the run waits.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Append this text to the record, durably; then call [`Run::written`](crate::Run::written).
    Write(String),
    /// Make the call for the target with this number, once; then call [`Run::done`](crate::Run::done),
    /// [`Run::not_ok`](crate::Run::not_ok) or [`Run::failed`](crate::Run::failed).
    Call(u32),
    /// Wait until the monotonic clock says this many milliseconds.
    Wait(f64),
    /// It is over.
    End(Reason),
}

impl Step {
    /// A wait of that many microseconds.
    pub(crate) fn wait(now: Now, microseconds: u64) -> Self {
        let from = if now.monotonic.is_finite() { now.monotonic } else { 0.0 };
        Step::Wait(from + microseconds as f64 / 1000.0)
    }
}
