//! Both clocks, made into one time that never goes back.

/// What the two clocks say, in milliseconds. Any number is accepted; one that can't be a time doesn't change the run's time.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// The monotonic clock (`performance.now()`). On some systems it stands still while the machine sleeps.
    pub monotonic: f64,
    /// The wall clock (`Date.now()`). It may be set at any time.
    pub wall: f64,
}

/// A moment of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Microseconds of the monotonic clock since the run began.
    pub(crate) elapsed: u64,
    /// Milliseconds since 1970.
    pub(crate) wall: u64,
}

/// The last millisecond of the year 9999.
const LAST: f64 = 253_402_300_799_999.0;

/// Turns what the clocks say into a [`Moment`]. If the monotonic clock goes back, time goes on from there; if it is not finite,
/// time stands still.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    elapsed: u64,
    /// What the monotonic clock said at some time, and how much time had elapsed then.
    origin: Option<(f64, u64)>,
}

impl Clock {
    pub(crate) fn at(&mut self, now: Now) -> Moment {
        if now.monotonic.is_finite() {
            let (origin, before) = *self.origin.get_or_insert((now.monotonic, self.elapsed));
            // A cast from a float saturates: a negative number becomes 0.
            let elapsed = before.saturating_add(((now.monotonic - origin) * 1000.0) as u64);
            if now.monotonic < origin || elapsed < self.elapsed {
                self.origin = Some((now.monotonic, self.elapsed));
            } else {
                self.elapsed = elapsed;
            }
        }
        Moment { elapsed: self.elapsed, wall: now.wall.clamp(0.0, LAST) as u64 }
    }
}

impl Moment {
    /// When that many milliseconds have passed, by the clock that says so first: a machine that slept needs no further wait.
    pub(crate) fn after(self, milliseconds: u64) -> Deadline {
        let elapsed = self.elapsed.saturating_add(milliseconds.saturating_mul(1000));
        Deadline { elapsed, wall: self.wall.saturating_add(milliseconds) }
    }
}

/// The end of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Deadline {
    elapsed: u64,
    wall: u64,
}

impl Deadline {
    /// Milliseconds since 1970 when it is over.
    pub(crate) fn wall(self) -> u64 {
        self.wall
    }

    /// Microseconds that are left; 0 when either clock says that it is over.
    pub(crate) fn left(self, now: Moment) -> u64 {
        let by_wall = self.wall.saturating_sub(now.wall).saturating_mul(1000);
        self.elapsed.saturating_sub(now.elapsed).min(by_wall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(clock: &mut Clock, monotonic: f64) -> u64 {
        clock.at(Now { monotonic, wall: 0.0 }).elapsed
    }

    #[test]
    fn time_passes_with_the_monotonic_clock_wherever_it_begins() {
        let mut clock = Clock::default();
        assert_eq!(moment(&mut clock, 5000.0), 0);
        assert_eq!(moment(&mut clock, 5000.25), 250);
        assert_eq!(moment(&mut clock, 6000.0), 1_000_000);
    }

    #[test]
    fn steps_of_less_than_a_microsecond_add_up() {
        let mut clock = Clock::default();
        for step in 0..=10 {
            moment(&mut clock, f64::from(step) * 0.0005);
        }
        assert_eq!(clock.elapsed, 5);
    }

    #[test]
    fn after_a_clock_went_back_time_goes_on_from_there() {
        let mut clock = Clock::default();
        moment(&mut clock, 1000.0);
        assert_eq!(moment(&mut clock, 3000.0), 2_000_000);
        assert_eq!(moment(&mut clock, -9000.0), 2_000_000);
        assert_eq!(moment(&mut clock, -9500.0), 2_000_000);
        assert_eq!(moment(&mut clock, -8500.0), 3_000_000);
    }

    #[test]
    fn a_number_that_is_not_a_time_changes_nothing() {
        let mut clock = Clock::default();
        moment(&mut clock, 0.0);
        for nonsense in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(clock.at(Now { monotonic: nonsense, wall: f64::NAN }), Moment { elapsed: 0, wall: 0 });
        }
        assert_eq!(clock.at(Now { monotonic: 0.0, wall: f64::MAX }).wall, 253_402_300_799_999);
    }

    #[test]
    fn a_wait_is_over_when_either_clock_says_so() {
        let start = Moment { elapsed: 7, wall: 1000 };
        let deadline = start.after(30_000);
        assert_eq!(deadline.left(start), 30_000_000);
        assert_eq!(deadline.left(Moment { elapsed: 30_000_007, wall: 0 }), 0);
        assert_eq!(deadline.left(Moment { elapsed: 7, wall: 31_000 }), 0);
        assert_eq!(deadline.left(Moment { elapsed: 7, wall: 30_999 }), 1000);
    }
}
