//! How many targets are in each state.

use crate::record::state::Standing;

/// How many targets are in each state. Together they are all targets of the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Done.
    pub done: u32,
    /// Not done.
    pub not_done: u32,
    /// May have happened.
    pub unknown: u32,
    /// Still to be done.
    pub left: u32,
    /// Left alone.
    pub protected: u32,
}

impl Counts {
    fn of(&mut self, standing: Standing) -> &mut u32 {
        match standing {
            Standing::Done => &mut self.done,
            Standing::NotDone => &mut self.not_done,
            Standing::Unknown => &mut self.unknown,
            Standing::Left => &mut self.left,
            Standing::Protected => &mut self.protected,
        }
    }

    pub(crate) fn add(&mut self, standing: Standing) {
        let count = self.of(standing);
        *count = count.saturating_add(1);
    }

    pub(crate) fn shift(&mut self, from: Standing, to: Standing) {
        let count = self.of(from);
        *count = count.saturating_sub(1);
        self.add(to);
    }
}
