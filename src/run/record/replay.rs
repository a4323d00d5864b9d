//! What a record says.

use std::rc::Rc;

use crate::method::Method;
use crate::per_minute::PerMinute;
use crate::record::ledger::{Ledger, place};
use crate::record::outcome::{Kind, Outcome, OutcomeState, code};
use crate::record::state::State;
use crate::target::Target;

/// Lines of the list that aren't targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// How many named a target again.
    pub duplicates: u32,
    /// How many were skipped, since their users' sessions can't be ended.
    pub skipped: u32,
}

/// What a record says.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The method that is called for each target.
    pub method: Method,
    /// The host that is called.
    pub host: String,
    /// The latest pace.
    pub per_minute: PerMinute,
    /// All targets, protected ones too.
    pub targets: Rc<[Target]>,
    /// Lines of the list that aren't targets.
    pub left_out: LeftOut,
    /// What is known of each target.
    pub ledger: Ledger,
    /// The last outcome of each target, and when that was, in milliseconds since 1970.
    pub outcomes: Vec<Option<(Outcome, Option<u64>)>>,
    /// How many bytes at the end can't be read, since a write was cut off.
    pub torn: u32,
    /// The last line has no LF.
    pub(crate) is_cut: bool,
    /// There are calls in it.
    pub(crate) has_calls: bool,
    /// The last outcome was a limit: when, and for how many seconds.
    pub(crate) limit: Option<(u64, u32)>,
    /// Refusals of targets; `None` once a target was done.
    pub(crate) refusals: Option<u32>,
}

impl Replay {
    /// A record up to the end of its plan.
    pub(crate) fn new(
        method: Method,
        host: String,
        per_minute: PerMinute,
        targets: Vec<Target>,
        left_out: LeftOut,
        ledger: Ledger,
    ) -> Self {
        Replay {
            method,
            host,
            per_minute,
            targets: targets.into(),
            left_out,
            ledger,
            outcomes: Vec::new(),
            torn: 0,
            is_cut: false,
            has_calls: false,
            limit: None,
            refusals: Some(0),
        }
    }

    /// How the record ends.
    pub(crate) fn ends(&mut self, torn: u32, is_cut: bool) {
        self.torn = torn;
        self.is_cut = is_cut;
    }

    pub(crate) fn intend(&mut self, n: u32) -> Result<(), &'static str> {
        self.ledger.intend(n)?;
        self.has_calls = true;
        Ok(())
    }

    pub(crate) fn settle(&mut self, n: u32, outcome: Outcome, wall: Option<u64>) -> Result<(), &'static str> {
        self.ledger.settle(n, &outcome)?;
        self.limit = outcome.retry_after.and_then(|seconds| Some((wall?, seconds)));
        match (outcome.state, outcome.kind) {
            (OutcomeState::Done, _) => self.refusals = None,
            (OutcomeState::NotDone, Some(Kind::Target)) if outcome.code() != code::SESSION_NOT_FOUND => {
                self.refusals = self.refusals.map(|count| count.saturating_add(1));
            }
            _ => {}
        }
        if outcome.state == OutcomeState::NotDone && self.ledger.state(n) == Some(State::Unknown) {
            // The call that may have happened counts, not this one.
            return Ok(());
        }
        let place = place(n).unwrap_or_default();
        if self.outcomes.len() <= place {
            self.outcomes.resize(place.saturating_add(1), None);
        }
        if let Some(last) = self.outcomes.get_mut(place) {
            *last = Some((outcome, wall));
        }
        Ok(())
    }

    pub(crate) fn resume(&mut self, protect: &[String], per_minute: Option<PerMinute>) {
        self.per_minute = per_minute.unwrap_or(self.per_minute);
        let mut protect: Vec<_> = protect.iter().map(String::as_str).collect();
        protect.sort_unstable();
        for (n, target) in (1..).zip(self.targets.iter()) {
            if target.user_id.as_deref().is_some_and(|user| protect.binary_search(&user).is_ok()) {
                self.ledger.protect(n);
            }
        }
    }
}
