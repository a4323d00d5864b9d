//! The run: what to do next.

pub(crate) mod answer;
mod answer_times;
mod begin;
pub(crate) mod clock;
pub(crate) mod opening;
mod pace;
mod settled;
pub(crate) mod step;
mod view;
pub(crate) mod watch;

use std::rc::Rc;

use crate::method::Method;
use crate::record::ledger::{Ledger, place};
use crate::record::reason::Reason;
use crate::record::writer as record;
use crate::run::answer::{Answer, Failure, Meaning};
use crate::run::answer_times::AnswerTimes;
use crate::run::clock::{Clock, Deadline, Moment, Now};
use crate::run::opening::PlanLines;
use crate::run::pace::Pace;
use crate::run::settled::Settled;
use crate::run::step::Step;
use crate::run::watch::{Next, Watch, Why};
use crate::target::Target;

#[derive(Debug)]
enum Phase {
    /// The plan is being written.
    Planning(PlanLines),
    /// The resumption has to be written, with the outcome of the target that was interrupted.
    Resuming(String, Option<Settled>),
    /// Nothing is under way.
    Ready,
    /// A text was given out.
    Writing(Written),
    /// The intent is durable, and the call is not made yet.
    Intended,
    /// The call is under way since that moment.
    Calling(Moment),
    /// The outcome has to be written.
    Answered(Settled, Next),
    Ended(Reason),
}

/// The kind of text that was given out.
#[derive(Debug)]
enum Written {
    Plan(PlanLines),
    Resumption(Option<Settled>),
    Intent,
    Outcome(Settled, Next),
    End(Reason),
}

/// The longest single wait, in microseconds: short, so that a machine that slept soon notices.
const LONGEST_WAIT: u64 = 30_000_000;

/// A run over the targets of a record. It has neither clock nor file nor network: it says what to do, and its caller reports
/// the result.
#[derive(Debug)]
pub struct Run {
    method: Method,
    targets: Rc<[Target]>,
    ledger: Ledger,
    repeat_unknown: bool,
    clock: Clock,
    pace: Pace,
    watch: Watch,
    times: AnswerTimes,
    phase: Phase,
    /// The target that is next or under way.
    current: u32,
    /// How many are to be done from there on.
    remaining: u32,
    wait: Option<(Deadline, Why)>,
    stopping: Option<Reason>,
    retry_at: Option<Deadline>,
    settled: Option<Settled>,
}

impl Run {
    /// What to do now.
    pub fn next(&mut self, now: Now) -> Step {
        let moment = self.clock.at(now);
        // While something is under way, the phase stays the same.
        match std::mem::replace(&mut self.phase, Phase::Ready) {
            Phase::Planning(mut lines) => match lines.next(moment.wall) {
                Some(text) => self.write(text, Written::Plan(lines)),
                None => self.ready(moment, now),
            },
            Phase::Resuming(text, interrupted) => self.write(text, Written::Resumption(interrupted)),
            Phase::Ready => self.ready(moment, now),
            Phase::Intended if self.stopping.is_some() => {
                let Answer { outcome, .. } = Answer::not_called();
                let settled = Settled { n: self.current, outcome, wall: moment.wall };
                self.write(settled.line(), Written::Outcome(settled, Next::Stop(Reason::Stopped, None)))
            }
            Phase::Intended => {
                self.pace.started(moment);
                self.phase = Phase::Calling(moment);
                Step::Call(self.current)
            }
            Phase::Answered(settled, next) => self.write(settled.line(), Written::Outcome(settled, next)),
            busy @ (Phase::Writing(_) | Phase::Calling(_)) => {
                self.phase = busy;
                Step::wait(now, LONGEST_WAIT)
            }
            Phase::Ended(reason) => {
                self.phase = Phase::Ended(reason);
                Step::End(reason)
            }
        }
    }

    /// The text of the last [`Step::Write`] is durable.
    pub fn written(&mut self) {
        let phase = std::mem::replace(&mut self.phase, Phase::Ready);
        self.phase = match phase {
            Phase::Writing(Written::Plan(lines)) => Phase::Planning(lines),
            Phase::Writing(Written::Resumption(interrupted)) => {
                if let Some(settled) = interrupted {
                    self.settle(settled);
                }
                Phase::Ready
            }
            Phase::Writing(Written::Intent) => match self.ledger.intend(self.current) {
                Ok(()) => Phase::Intended,
                // This can't happen; if it did, nothing could be called.
                Err(_) => Phase::Ended(Reason::Record),
            },
            Phase::Writing(Written::Outcome(settled, next)) => {
                self.settle(settled);
                self.follow(next);
                Phase::Ready
            }
            Phase::Writing(Written::End(reason)) => Phase::Ended(reason),
            other => other,
        };
    }

    /// Slack did what the call asked for.
    pub fn done(&mut self, n: u32, request_id: &str, now: Now) -> bool {
        self.answered(n, Answer::done(request_id), now)
    }

    /// The call succeeded, but its answer isn't an object whose `ok` is `true`.
    pub fn not_ok(&mut self, n: u32, request_id: &str, now: Now) -> bool {
        self.answered(n, Answer::not_ok(request_id), now)
    }

    /// The call failed.
    pub fn failed(&mut self, n: u32, failure: &Failure, now: Now) -> bool {
        self.answered(n, Answer::of(failure), now)
    }

    /// Returns whether the run waits for this answer. Any other one is a mistake of the program around it, and changes
    /// nothing.
    fn answered(&mut self, n: u32, answer: Answer, now: Now) -> bool {
        let Phase::Calling(since) = self.phase else { return false };
        if n != self.current {
            return false;
        }
        let now = self.clock.at(now);
        let Answer { outcome, meaning } = answer;
        match meaning {
            Meaning::Limited(_) => self.pace.limited(),
            Meaning::NotSent => {}
            _ => {
                self.pace.answered();
                self.times.add(now.elapsed.saturating_sub(since.elapsed));
            }
        }
        let next = self.watch.judge(meaning, &outcome, now);
        self.phase = Phase::Answered(Settled { n, outcome, wall: now.wall }, next);
        true
    }

    /// Stops the run. A call under way is finished and recorded, and no further call is made.
    pub fn stop(&mut self) {
        self.stopping.get_or_insert(Reason::Stopped);
    }

    /// The record can't be written any more, or another program writes to it: the run is over at once.
    pub fn record_lost(&mut self) {
        self.phase = Phase::Ended(Reason::Record);
    }

    fn ready(&mut self, moment: Moment, now: Now) -> Step {
        self.skip_what_is_done();
        if place(self.current).is_none_or(|place| place >= self.targets.len()) {
            return self.end(Reason::Complete, moment);
        }
        if let Some(reason) = self.stopping {
            return self.end(reason, moment);
        }
        let (left, _) = self.wait_left(moment);
        if left > 0 {
            return Step::wait(now, left.min(LONGEST_WAIT));
        }
        self.wait = None;
        self.settled = None;
        self.write(record::intent(self.current, moment.wall), Written::Intent)
    }

    fn skip_what_is_done(&mut self) {
        let len = self.targets.len();
        while place(self.current).is_some_and(|place| place < len)
            && !self.ledger.is_to_do(self.current, self.repeat_unknown)
        {
            self.current = self.current.saturating_add(1);
        }
    }

    fn end(&mut self, reason: Reason, moment: Moment) -> Step {
        self.settled = None;
        self.write(record::end(reason, self.ledger.counts(), moment.wall), Written::End(reason))
    }

    fn write(&mut self, text: String, what: Written) -> Step {
        self.phase = Phase::Writing(what);
        Step::Write(text)
    }

    fn settle(&mut self, settled: Settled) {
        // It can't fail: the intent was recorded before. If it did, the target would stay open, and so unknown.
        if self.ledger.settle(settled.n, &settled.outcome).is_ok() {
            self.settled = Some(settled);
        }
    }

    fn follow(&mut self, next: Next) {
        match next {
            Next::Advance => {
                self.current = self.current.saturating_add(1);
                self.remaining = self.remaining.saturating_sub(1);
            }
            Next::Again(until, why) => self.wait = Some((until, why)),
            Next::Stop(reason, retry_at) => {
                self.stopping.get_or_insert(reason);
                self.retry_at = retry_at;
            }
        }
    }

    /// Microseconds until the next call, and what for.
    fn wait_left(&self, now: Moment) -> (u64, Why) {
        let pace = self.pace.left(now);
        match self.wait {
            Some((until, why)) if until.left(now) > pace => (until.left(now), why),
            _ => (pace, Why::Pace),
        }
    }
}
