//! The states of all targets.

use crate::record::counts::Counts;
use crate::record::outcome::Outcome;
use crate::record::state::{Standing, State};
use crate::target::Target;

/// The states of all targets, by their numbers from 1. One target at most is open.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    accounts: Vec<Account>,
    counts: Counts,
    open: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Account {
    state: State,
    protected: bool,
    /// An earlier call may have happened, and no later answer has made it certain.
    uncertain: bool,
}

impl Account {
    fn standing(self) -> Standing {
        self.state.standing(self.protected)
    }
}

impl Ledger {
    pub(crate) fn new(targets: &[Target]) -> Self {
        let mut ledger = Ledger::default();
        for target in targets {
            let account = Account { state: State::Left, protected: target.protected, uncertain: false };
            ledger.counts.add(account.standing());
            ledger.accounts.push(account);
        }
        ledger
    }

    /// How many targets are in each state.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The target whose outcome isn't recorded.
    pub(crate) fn open(&self) -> Option<u32> {
        self.open
    }

    /// The state in which a target is counted.
    pub fn standing(&self, n: u32) -> Option<Standing> {
        self.account(n).map(Account::standing)
    }

    pub(crate) fn state(&self, n: u32) -> Option<State> {
        self.account(n).map(|account| account.state)
    }

    pub(crate) fn is_to_do(&self, n: u32, repeat_unknown: bool) -> bool {
        self.account(n).is_some_and(|account| !account.protected && account.state.is_to_do(repeat_unknown))
    }

    pub(crate) fn is_protected(&self, n: u32) -> bool {
        self.account(n).is_some_and(|account| account.protected)
    }

    /// An intent is recorded.
    pub(crate) fn intend(&mut self, n: u32) -> Result<(), &'static str> {
        let Some(account) = self.account(n) else { return Err(NOT_PLANNED) };
        if self.open.is_some() {
            return Err("it is an intent, and the one before it has no outcome: two programs wrote to the record");
        }
        if account.protected || !account.state.is_to_do(true) {
            return Err("it is an intent for a target that must not be called again");
        }
        self.open = Some(n);
        self.set(n, State::Open);
        Ok(())
    }

    /// The outcome of the open intent is recorded.
    pub(crate) fn settle(&mut self, n: u32, outcome: &Outcome) -> Result<(), &'static str> {
        if self.account(n).is_none() {
            return Err(NOT_PLANNED);
        }
        if self.open != Some(n) {
            return Err("it is an outcome without an intent");
        }
        self.open = None;
        self.set(n, State::after(outcome));
        Ok(())
    }

    /// A target is left alone from now on.
    pub(crate) fn protect(&mut self, n: u32) {
        if let Some(account) = self.account_mut(n) {
            let before = account.standing();
            account.protected = true;
            let after = account.standing();
            self.counts.shift(before, after);
        }
    }

    fn set(&mut self, n: u32, state: State) {
        if let Some(account) = self.account_mut(n) {
            let before = account.standing();
            account.state = match state {
                // If, say, the second call meets a limit, it is still unknown whether the first one happened.
                State::Left | State::Unavailable if account.uncertain => State::Unknown,
                state => state,
            };
            account.uncertain = match account.state {
                State::Unknown => true,
                State::Done | State::Refused => false,
                State::Left | State::Unavailable | State::Open => account.uncertain,
            };
            let after = account.standing();
            self.counts.shift(before, after);
        }
    }

    fn account(&self, n: u32) -> Option<Account> {
        self.accounts.get(place(n)?).copied()
    }

    fn account_mut(&mut self, n: u32) -> Option<&mut Account> {
        self.accounts.get_mut(place(n)?)
    }
}

const NOT_PLANNED: &str = "its target is not in the plan";

/// The index of the target with this number.
pub(crate) fn place(n: u32) -> Option<usize> {
    usize::try_from(n.checked_sub(1)?).ok()
}
