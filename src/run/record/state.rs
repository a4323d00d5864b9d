//! What is known of a target, and what may follow.

use crate::record::outcome::{Kind, Outcome, OutcomeState};

/// What is known of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is still to be done. It was not called, or the call says nothing about it: a limit, no connection, a bad token.
    Left,
    /// Its intent is recorded and no outcome: it may have happened.
    Open,
    /// Slack confirmed it.
    Done,
    /// Slack refused it, and would again.
    Refused,
    /// Slack could not do it at that time.
    Unavailable,
    /// It may have happened.
    Unknown,
}

/// Where a target is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is done.
    Done,
    /// It is not done.
    NotDone,
    /// It may have happened.
    Unknown,
    /// It is still to be done.
    Left,
    /// It is left alone.
    Protected,
}

impl Standing {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Standing::Done => "done",
            Standing::NotDone => "not_done",
            Standing::Unknown => "unknown",
            Standing::Left => "left",
            Standing::Protected => "protected",
        }
    }
}

impl State {
    /// The state after an outcome.
    pub(crate) fn after(outcome: &Outcome) -> Self {
        match (outcome.state, outcome.kind) {
            (OutcomeState::Done, _) => State::Done,
            (OutcomeState::Unknown, _) => State::Unknown,
            (OutcomeState::NotDone, Some(Kind::Target)) => State::Refused,
            (OutcomeState::NotDone, Some(Kind::Retry)) => State::Unavailable,
            (OutcomeState::NotDone, Some(Kind::Run | Kind::Request) | None) => State::Left,
        }
    }

    /// Whether a run still does it.
    pub(crate) fn is_to_do(self, repeat_unknown: bool) -> bool {
        match self {
            State::Left | State::Unavailable => true,
            State::Unknown => repeat_unknown,
            // An open target becomes unknown before anything else happens.
            State::Open | State::Done | State::Refused => false,
        }
    }

    pub(crate) fn standing(self, protected: bool) -> Standing {
        match self {
            State::Done => Standing::Done,
            State::Refused | State::Unavailable => Standing::NotDone,
            State::Open | State::Unknown => Standing::Unknown,
            State::Left if protected => Standing::Protected,
            State::Left => Standing::Left,
        }
    }
}
