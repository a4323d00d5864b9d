//! Whether a failed attempt is repeated, and when.

use crate::names::names;
use crate::outcome::Outcome;

/// How often, and after what waits, a call is repeated. Times are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Retry {
    /// The most requests. Requests that were limited don't count.
    pub(crate) attempts: u32,
    pub(crate) min_delay: f64,
    pub(crate) max_delay: f64,
    /// The longest `Retry-After` that a call waits for.
    pub(crate) max_retry_after: f64,
    /// Also repeat when the operation may have happened.
    pub(crate) unknown: bool,
}

names! {
    /// A key of the option `retry`.
    pub(crate) enum RetryKey {
        Attempts = "attempts",
        MinDelay = "minDelay",
        MaxDelay = "maxDelay",
        MaxRetryAfter = "maxRetryAfter",
        Unknown = "unknown",
    }
}

impl Default for Retry {
    fn default() -> Self {
        Retry { attempts: 4, min_delay: 500.0, max_delay: 30_000.0, max_retry_after: 120_000.0, unknown: true }
    }
}

/// Whether a call can be repeated after a failure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Repeat {
    /// It would fail again.
    Never,
    /// It may succeed, but not before that many milliseconds.
    Backoff { at_least: f64 },
    /// It may succeed once Slack's limit is over, in so many milliseconds.
    Limited { wait: f64 },
}

/// Lower bound of the wait after a limit: servers that round `Retry-After` down to 0 don't want an immediate retry.
pub(crate) const MIN_LIMITED_WAIT: f64 = 100.0;

impl Retry {
    /// The longest pause of its method that a call waits for. A call that isn't repeated waits for none.
    pub(crate) const fn max_pause(&self) -> f64 {
        if self.attempts > 1 { self.max_retry_after } else { 0.0 }
    }

    /// The wait before the next attempt, or `None` if there is none. `outcome` is that of the failed attempt, `attempts`
    /// counts those that weren't limited, `random` is from 0 to 1, `left` is the time until the deadline.
    pub(crate) fn wait(&self, repeat: Repeat, outcome: Outcome, attempts: u32, random: f64, left: f64) -> Option<f64> {
        if outcome == Outcome::Unknown && !self.unknown {
            return None;
        }
        let (wait, retry_after) = match repeat {
            Repeat::Never => return None,
            Repeat::Backoff { .. } if attempts >= self.attempts => return None,
            Repeat::Backoff { at_least } => ((random * self.max_backoff(attempts)).max(at_least), at_least),
            Repeat::Limited { .. } if self.attempts <= 1 => return None,
            Repeat::Limited { wait } => (wait.max(MIN_LIMITED_WAIT), wait),
        };
        (retry_after <= self.max_retry_after && wait <= left).then_some(wait)
    }

    /// The longest backoff after so many attempts: doubled each time.
    fn max_backoff(&self, attempts: u32) -> f64 {
        let doublings = attempts.saturating_sub(1).min(64);
        (0..doublings).fold(self.min_delay, |delay, _| delay * 2.0).min(self.max_delay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKOFF: Repeat = Repeat::Backoff { at_least: 0.0 };
    const NONE: f64 = f64::INFINITY;

    #[test]
    fn the_backoff_doubles_up_to_its_limit_with_full_jitter() {
        let retry = Retry { attempts: 100, ..Retry::default() };
        for (attempts, longest) in [(1, 500.0), (2, 1000.0), (3, 2000.0), (7, 30_000.0), (99, 30_000.0)] {
            for random in [0.0, 0.5, 1.0] {
                let wait = retry.wait(BACKOFF, Outcome::Rejected, attempts, random, NONE);
                assert_eq!(wait, Some(longest * random), "{attempts}");
            }
        }
    }

    #[test]
    fn attempts_are_counted_and_limits_are_not() {
        let retry = Retry::default();
        assert!(retry.wait(BACKOFF, Outcome::Rejected, 3, 0.5, NONE).is_some());
        assert!(retry.wait(BACKOFF, Outcome::Rejected, 4, 0.5, NONE).is_none());
        assert_eq!(retry.wait(Repeat::Limited { wait: 2000.0 }, Outcome::Rejected, 4, 0.5, NONE), Some(2000.0));
        let once = Retry { attempts: 1, ..retry };
        assert!(once.wait(Repeat::Limited { wait: 1.0 }, Outcome::Rejected, 0, 0.5, NONE).is_none());
        assert_eq!(once.max_pause(), 0.0);
    }

    #[test]
    fn an_operation_that_may_have_happened_is_repeated_only_if_wanted() {
        let retry = Retry { unknown: false, ..Retry::default() };
        for repeat in [BACKOFF, Repeat::Limited { wait: 1.0 }] {
            assert!(retry.wait(repeat, Outcome::Unknown, 1, 0.5, NONE).is_none());
            assert!(retry.wait(repeat, Outcome::Rejected, 1, 0.5, NONE).is_some());
            assert!(Retry::default().wait(repeat, Outcome::Unknown, 1, 0.5, NONE).is_some());
        }
        assert!(Retry::default().wait(Repeat::Never, Outcome::Rejected, 1, 0.5, NONE).is_none());
    }

    #[test]
    fn a_wait_that_takes_too_long_is_not_begun() {
        let retry = Retry::default();
        let limited = |wait, left| retry.wait(Repeat::Limited { wait }, Outcome::Rejected, 1, 0.5, left);
        assert_eq!(limited(120_000.0, NONE), Some(120_000.0));
        assert_eq!(limited(120_001.0, NONE), None);
        assert_eq!(limited(1e300, NONE), None);
        assert_eq!(limited(2000.0, 1999.0), None);
        assert_eq!(limited(0.0, NONE), Some(100.0));
        assert_eq!(retry.wait(BACKOFF, Outcome::Rejected, 1, 1.0, 499.0), None);
    }

    #[test]
    fn retry_after_is_the_least_wait_of_a_backoff_too() {
        let backoff = |at_least| Retry::default().wait(Repeat::Backoff { at_least }, Outcome::Unknown, 1, 1.0, NONE);
        assert_eq!(backoff(7000.0), Some(7000.0));
        assert_eq!(backoff(100.0), Some(500.0));
        assert_eq!(backoff(120_001.0), None);
    }
}
