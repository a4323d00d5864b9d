//! How far a run is.

use crate::method::Method;
use crate::record::counts::Counts;
use crate::record::ledger::place;
use crate::record::row::Row;
use crate::record::words;
use crate::run::clock::Now;
use crate::run::settled::Settled;
use crate::run::watch::Why;
use crate::run::{Phase, Run};
use crate::target::Target;
use crate::text::timestamp;

impl Run {
    /// What the run calls for each target.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The target with this number.
    pub fn target(&self, n: u32) -> Option<&Target> {
        self.targets.get(place(n)?)
    }

    /// How many targets are in each state, as far as it is recorded.
    pub fn counts(&self) -> Counts {
        self.ledger.counts()
    }

    /// The result of the target whose outcome was recorded last, until the next text is given out.
    pub fn settled(&self) -> Option<Row<'_>> {
        let Settled { n, outcome, wall } = self.settled.as_ref()?;
        let (n, target, standing) = (*n, self.target(*n)?, self.ledger.standing(*n)?);
        Some(Row {
            n,
            target,
            standing,
            code: outcome.code(),
            request_id: outcome.request_id.as_deref().unwrap_or_default(),
            at: timestamp::write(*wall),
            words: words::for_target(self.method, standing, Some(outcome)),
        })
    }

    /// What the run waits for, if it waits.
    pub fn waits_for(&mut self, now: Now) -> Option<Why> {
        let now = self.clock.at(now);
        let (left, why) = self.wait_left(now);
        (matches!(self.phase, Phase::Ready) && left > 0).then_some(why)
    }

    /// How long it still takes, if nothing else happens.
    pub fn seconds_left(&mut self, now: Now) -> f64 {
        let now = self.clock.at(now);
        let each = self.pace.gap().max(self.times.median());
        (self.wait_left(now).0 as f64 + f64::from(self.remaining) * each as f64) / 1e6
    }

    /// When a run that Slack has stopped may go on, in milliseconds since 1970.
    pub fn retry_at(&self) -> Option<f64> {
        self.retry_at.map(|until| until.wall() as f64)
    }
}
