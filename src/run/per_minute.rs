//! How many calls a minute a run makes.

/// A number of calls a minute from 1 to 6000, or no limit, which is for tests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerMinute(f64);

impl PerMinute {
    /// What Slack allows for both methods.
    pub const SLACKS: PerMinute = PerMinute(20.0);
    /// What Slack allows for looking users up.
    pub const LOOK_UP: PerMinute = PerMinute(50.0);

    /// That many; `None` if it is neither a whole number from 1 to 6000 nor infinite.
    pub fn new(calls: f64) -> Option<Self> {
        let allowed = calls == f64::INFINITY || ((1.0..=6000.0).contains(&calls) && calls.trunc() == calls);
        allowed.then_some(PerMinute(calls))
    }

    /// As it is recorded: 0 for no limit, since JSON has no infinity.
    pub(crate) fn recorded(self) -> u32 {
        if self.0.is_finite() { self.0 as u32 } else { 0 }
    }

    pub(crate) fn from_recorded(calls: u32) -> Option<Self> {
        if calls == 0 { Some(PerMinute(f64::INFINITY)) } else { PerMinute::new(f64::from(calls)) }
    }

    /// The calls.
    pub fn calls(self) -> f64 {
        self.0
    }

    /// Microseconds from one start to the next. A minute of 61 seconds, so that never one call too many arrives in a minute.
    pub(crate) fn gap(self) -> u64 {
        (61_000_000.0 / self.0).ceil() as u64
    }
}
