//! How a run begins, and how it goes on after a stop.

use std::rc::Rc;

use crate::list::problem::Problems;
use crate::method::Method;
use crate::per_minute::PerMinute;
use crate::plan::Plan;
use crate::record::ledger::Ledger;
use crate::record::reason::Reason;
use crate::record::replay::Replay;
use crate::record::writer::Heading;
use crate::run::answer_times::AnswerTimes;
use crate::run::clock::{Clock, Moment, Now};
use crate::run::opening::{PlanLines, Resume, resumption};
use crate::run::pace::Pace;
use crate::run::watch::{LONGEST_LIMIT, Watch, Why};
use crate::run::{Phase, Run};
use crate::target::Target;

impl Run {
    /// Begins a run: writes its record from the first line.
    pub fn new(plan: &Plan, heading: Heading, now: Now) -> Self {
        let ledger = Ledger::new(plan.targets());
        let phase = Phase::Planning(PlanLines::new(plan.clone(), heading));
        let mut run = Run::at(plan.method(), plan.targets().clone(), ledger, plan.per_minute(), phase);
        run.clock.at(now);
        run.remaining = run.count_remaining();
        run
    }

    /// Goes on where a record ends.
    pub fn resume(mut replay: Replay, resume: &Resume, now: Now) -> Result<Self, Problems> {
        let mut clock = Clock::default();
        let now = clock.at(now);
        let (text, interrupted) = resumption(&mut replay, resume, now.wall)?;
        let per_minute = resume.per_minute.unwrap_or(replay.per_minute);
        let phase = Phase::Resuming(text, interrupted);
        let mut run = Run::at(replay.method, replay.targets, replay.ledger, per_minute, phase);
        run.clock = clock;
        run.repeat_unknown = resume.repeat_unknown;
        run.watch = Watch::new(replay.refusals);
        run.remaining = run.count_remaining();
        if replay.has_calls {
            // The program before this one may have made its last call just now.
            run.pace.started(now);
        }
        if let Some((since, seconds)) = replay.limit {
            let left = still_limited(since, seconds, now);
            let until = now.after(left.saturating_mul(1000));
            if left > LONGEST_LIMIT.into() {
                run.stopping = Some(Reason::Limited);
                run.retry_at = Some(until);
            } else {
                run.wait = Some((until, Why::Limit));
            }
        }
        Ok(run)
    }

    fn at(method: Method, targets: Rc<[Target]>, ledger: Ledger, per_minute: PerMinute, phase: Phase) -> Self {
        Run {
            method,
            targets,
            ledger,
            repeat_unknown: false,
            clock: Clock::default(),
            pace: Pace::new(per_minute),
            watch: Watch::new(Some(0)),
            times: AnswerTimes::default(),
            phase,
            current: 1,
            remaining: 0,
            wait: None,
            stopping: None,
            retry_at: None,
            settled: None,
        }
    }

    fn count_remaining(&self) -> u32 {
        let repeat = self.repeat_unknown;
        let is_to_do = |n: u32| {
            // An interrupted target becomes unknown with the first text.
            let is_repeated = repeat && self.ledger.open() == Some(n) && !self.ledger.is_protected(n);
            is_repeated || self.ledger.is_to_do(n, repeat)
        };
        let numbers = (1..=u32::MAX).zip(self.targets.iter()).map(|(n, _)| n);
        numbers.filter(|n| is_to_do(*n)).fold(0, |count, _| count.saturating_add(1))
    }
}

/// Seconds that are left of a limit that an earlier program met.
fn still_limited(since: u64, seconds: u32, now: Moment) -> u64 {
    match now.wall.checked_sub(since) {
        Some(passed) => u64::from(seconds).saturating_sub(passed / 1000),
        // The wall clock was set back: it is unknown how much time has passed.
        None => seconds.min(LONGEST_LIMIT).into(),
    }
}
