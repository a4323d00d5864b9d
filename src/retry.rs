//! Whether a failed attempt is repeated, and when.

/// How often, and after what waits, a call is tried. Times are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Retry {
    /// Requests at most.
    pub(crate) attempts: f64,
    pub(crate) min_delay: f64,
    pub(crate) max_delay: f64,
    /// The longest `Retry-After` that is waited for.
    pub(crate) max_retry_after: f64,
    /// Also repeat when the operation may have happened.
    pub(crate) unknown: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Retry { attempts: 4.0, min_delay: 500.0, max_delay: 30_000.0, max_retry_after: 120_000.0, unknown: true }
    }
}

/// What a failure says of a repetition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Repeat {
    /// It would fail again.
    Never,
    /// It may succeed; `unknown`: and this attempt may have.
    Backoff { unknown: bool },
    /// It may succeed after so many milliseconds.
    After(f64),
}

/// No server means an immediate repetition, whatever its `Retry-After` rounds to.
const SHORTEST: f64 = 100.0;

impl Retry {
    /// How long a pause of its method a call waits for. One that isn't repeated waits for none.
    pub(crate) fn patience(&self) -> f64 {
        if self.attempts > 1.0 { self.max_retry_after } else { 0.0 }
    }

    /// The wait before the next attempt, or `None` where there is none. `failed` counts the attempts so far, `random` is
    /// from 0 to 1, `left` is what the deadline leaves.
    pub(crate) fn wait(&self, repeat: Repeat, failed: u32, random: f64, left: f64) -> Option<f64> {
        if f64::from(failed) >= self.attempts {
            return None;
        }
        let wait = match repeat {
            Repeat::Never => return None,
            Repeat::Backoff { unknown } if unknown && !self.unknown => return None,
            Repeat::Backoff { .. } => random * self.ceiling(failed),
            Repeat::After(wait) if wait > self.max_retry_after => return None,
            Repeat::After(wait) => wait.max(SHORTEST),
        };
        (wait <= left).then_some(wait)
    }

    /// The longest backoff after so many failures: doubled each time.
    fn ceiling(&self, failed: u32) -> f64 {
        let doublings = failed.saturating_sub(1).min(64);
        (0..doublings).fold(self.min_delay, |delay, _| delay * 2.0).min(self.max_delay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKOFF: Repeat = Repeat::Backoff { unknown: false };

    #[test]
    fn the_backoff_doubles_up_to_its_limit_with_full_jitter() {
        let retry = Retry { attempts: 100.0, ..Retry::default() };
        for (failed, ceiling) in [(1, 500.0), (2, 1000.0), (3, 2000.0), (7, 30_000.0), (99, 30_000.0)] {
            assert_eq!(retry.wait(BACKOFF, failed, 1.0, f64::INFINITY), Some(ceiling), "{failed}");
            assert_eq!(retry.wait(BACKOFF, failed, 0.0, f64::INFINITY), Some(0.0), "{failed}");
            assert_eq!(retry.wait(BACKOFF, failed, 0.5, f64::INFINITY), Some(ceiling / 2.0), "{failed}");
        }
    }

    #[test]
    fn attempts_are_counted() {
        let retry = Retry::default();
        assert!(retry.wait(BACKOFF, 3, 0.5, f64::INFINITY).is_some());
        assert!(retry.wait(BACKOFF, 4, 0.5, f64::INFINITY).is_none());
        let once = Retry { attempts: 1.0, ..retry };
        assert!(once.wait(Repeat::After(1.0), 1, 0.5, f64::INFINITY).is_none());
        assert_eq!(once.patience(), 0.0);
    }

    #[test]
    fn what_may_have_happened_is_repeated_only_if_wanted() {
        let retry = Retry { unknown: false, ..Retry::default() };
        assert!(retry.wait(Repeat::Backoff { unknown: true }, 1, 0.5, f64::INFINITY).is_none());
        assert!(retry.wait(BACKOFF, 1, 0.5, f64::INFINITY).is_some());
        assert!(Retry::default().wait(Repeat::Backoff { unknown: true }, 1, 0.5, f64::INFINITY).is_some());
        assert!(Retry::default().wait(Repeat::Never, 1, 0.5, f64::INFINITY).is_none());
    }

    #[test]
    fn a_wait_over_budget_is_not_begun() {
        let retry = Retry::default();
        assert_eq!(retry.wait(Repeat::After(120_000.0), 1, 0.5, f64::INFINITY), Some(120_000.0));
        assert_eq!(retry.wait(Repeat::After(120_001.0), 1, 0.5, f64::INFINITY), None);
        assert_eq!(retry.wait(Repeat::After(1e300), 1, 0.5, f64::INFINITY), None);
        assert_eq!(retry.wait(Repeat::After(2000.0), 1, 0.5, 1999.0), None);
        assert_eq!(retry.wait(BACKOFF, 1, 1.0, 499.0), None);
        assert_eq!(retry.wait(Repeat::After(0.0), 1, 0.5, f64::INFINITY), Some(100.0));
    }
}
