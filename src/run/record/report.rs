//! What a record says about each target.

use crate::record::ledger::place;
use crate::record::outcome::{Outcome, code};
use crate::record::replay::Replay;
use crate::record::row::Row;
use crate::record::state::State;
use crate::record::words;
use crate::text::timestamp;

impl Replay {
    /// The result of the target with this number, from 1.
    pub fn row(&self, n: u32) -> Option<Row<'_>> {
        let place = place(n)?;
        let target = self.targets.get(place)?;
        let standing = self.ledger.standing(n)?;
        if self.ledger.state(n) == Some(State::Open) {
            let words = words::for_target(self.method, standing, Some(&Outcome::unknown(code::INTERRUPTED)));
            let (request_id, at) = ("", String::new());
            return Some(Row { n, target, standing, code: code::INTERRUPTED, request_id, at, words });
        }
        let last = self.outcomes.get(place).and_then(Option::as_ref);
        let outcome = last.map(|(outcome, _)| outcome);
        Some(Row {
            n,
            target,
            standing,
            code: outcome.map(Outcome::code).unwrap_or_default(),
            request_id: outcome.and_then(|outcome| outcome.request_id.as_deref()).unwrap_or_default(),
            at: last.and_then(|(_, wall)| *wall).map(timestamp::write).unwrap_or_default(),
            words: words::for_target(self.method, standing, outcome),
        })
    }
}
