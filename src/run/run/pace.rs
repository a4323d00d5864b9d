//! When the next call may start.

use crate::per_minute::PerMinute;
use crate::run::clock::Moment;

/// After that many answers without a limit a run becomes quicker again.
const CALM: u32 = 20;

/// The gap between one start and the next. It grows when Slack limits calls, and shrinks back when it doesn't.
#[derive(Debug)]
pub(crate) struct Pace {
    /// Microseconds.
    base: u64,
    gap: u64,
    /// When the last call started, by the monotonic clock: setting the wall clock must not let calls through.
    last: Option<u64>,
    /// Answers since the last limit, or since the gap last shrank.
    calm: u32,
}

impl Pace {
    pub(crate) fn new(per_minute: PerMinute) -> Self {
        let gap = per_minute.gap();
        Pace { base: gap, gap, last: None, calm: 0 }
    }

    /// Microseconds from one start to the next.
    pub(crate) fn gap(&self) -> u64 {
        self.gap
    }

    /// A call starts. No credit is kept: the next one is counted from here.
    pub(crate) fn started(&mut self, now: Moment) {
        self.last = Some(now.elapsed);
    }

    /// Microseconds until the next call may start.
    pub(crate) fn left(&self, now: Moment) -> u64 {
        self.last.map_or(0, |last| last.saturating_add(self.gap).saturating_sub(now.elapsed))
    }

    /// An answer came that wasn't a limit.
    pub(crate) fn answered(&mut self) {
        self.calm = self.calm.saturating_add(1);
        if self.calm >= CALM {
            self.calm = 0;
            self.gap = self.gap.saturating_sub(self.gap / 10).max(self.base);
        }
    }

    /// Slack limited a call.
    pub(crate) fn limited(&mut self) {
        self.calm = 0;
        self.gap = self.gap.saturating_add(self.gap / 4).min(self.base.saturating_mul(4));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slacks() -> Pace {
        Pace::new(PerMinute::SLACKS)
    }

    #[test]
    fn a_call_starts_a_gap_after_the_last_one_by_the_monotonic_clock() {
        let mut pace = slacks();
        let start = Moment { elapsed: 10, wall: 0 };
        assert_eq!(pace.left(start), 0);
        pace.started(start);
        assert_eq!(pace.left(start), 3_050_000);
        assert_eq!(pace.left(Moment { elapsed: 3_050_009, wall: u64::MAX }), 1);
        assert_eq!(pace.left(Moment { elapsed: 3_050_010, wall: 0 }), 0);
    }

    #[test]
    fn limits_make_the_gap_a_quarter_longer_up_to_four_times() {
        let mut pace = slacks();
        let mut gaps = vec![pace.gap()];
        for _ in 0..8 {
            pace.limited();
            gaps.push(pace.gap());
        }
        assert_eq!(gaps[..3], [3_050_000, 3_812_500, 4_765_625]);
        assert_eq!(gaps[7..], [12_200_000, 12_200_000]);
    }

    #[test]
    fn twenty_answers_without_a_limit_make_the_gap_a_tenth_shorter_down_to_its_base() {
        let mut pace = slacks();
        pace.limited();
        for _ in 0..19 {
            pace.answered();
        }
        assert_eq!(pace.gap(), 3_812_500);
        pace.answered();
        assert_eq!(pace.gap(), 3_431_250);
        for _ in 0..19 {
            pace.answered();
        }
        pace.limited();
        for _ in 0..19 {
            pace.answered();
        }
        assert_eq!(pace.gap(), 4_289_062, "a limit begins the count anew");
        for _ in 0..200 {
            pace.answered();
        }
        assert_eq!(pace.gap(), 3_050_000);
    }

    #[test]
    fn without_a_limit_there_is_no_gap() {
        assert_eq!(Pace::new(PerMinute::new(f64::INFINITY).unwrap()).gap(), 0);
        assert_eq!(Pace::new(PerMinute::new(6000.0).unwrap()).gap(), 10_167);
        for calls in [0.0, -1.0, 0.5, 6001.0, f64::NAN, f64::NEG_INFINITY] {
            assert_eq!(PerMinute::new(calls), None);
        }
    }
}
