//! The outcome of a target.

use crate::record::outcome::Outcome;
use crate::record::writer as record;

/// An outcome, its target, and its time in milliseconds since 1970.
#[derive(Debug)]
pub(crate) struct Settled {
    pub(crate) n: u32,
    pub(crate) outcome: Outcome,
    pub(crate) wall: u64,
}

impl Settled {
    /// Its line in the record.
    pub(crate) fn line(&self) -> String {
        record::outcome(self.n, &self.outcome, self.wall)
    }
}
