//! Turns a list of e-mail addresses into a list of users.

use std::collections::BTreeSet;

use crate::list::address::Address;
use crate::list::problem::{Problem, Problems};
use crate::list::{Form, List};
use crate::target::Target;
use crate::text::id::Id;

/// What Slack says about the user of an address.
#[derive(Clone, Debug, Default)]
pub struct FoundUser {
    /// The user's id.
    pub id: String,
    /// The account is deactivated.
    pub is_deactivated: bool,
    /// It is a bot.
    pub is_bot: bool,
    /// It is the primary owner of the organisation.
    pub is_primary_owner: bool,
}

impl FoundUser {
    /// Why this user's sessions can't be ended, if they can't.
    fn problem(&self) -> Option<&'static str> {
        if !Id::User.matches(&self.id) {
            Some("Slack's answer for this address has no user id.")
        } else if self.is_deactivated {
            Some("The user of this address is deactivated.")
        } else if self.is_bot {
            Some("The user of this address is a bot, and bots have no sessions.")
        } else if self.is_primary_owner {
            Some("The user of this address is the primary owner, whose sessions Slack doesn't end.")
        } else {
            None
        }
    }
}

/// The addresses of a list, which are looked up one after the other: as long as there is an [`address`], look it up and call
/// [`found`] or [`not_found`].
///
/// [`address`]: LookUp::address
/// [`found`]: LookUp::found
/// [`not_found`]: LookUp::not_found
#[derive(Clone, Debug)]
pub struct LookUp {
    form: Form,
    columns: Vec<&'static str>,
    looked_up: u32,
    /// In reverse: the next one is the last.
    waiting: Vec<Address>,
    targets: Vec<Target>,
    seen: BTreeSet<String>,
    duplicates: u32,
    problems: Problems,
}

impl LookUp {
    pub(crate) fn new(form: Form, columns: Vec<&'static str>, mut addresses: Vec<Address>, duplicates: u32) -> Self {
        addresses.reverse();
        LookUp {
            form,
            columns,
            looked_up: 0,
            waiting: addresses,
            targets: Vec::new(),
            seen: BTreeSet::new(),
            duplicates,
            problems: Problems::default(),
        }
    }

    /// The address to look up next.
    pub fn address(&self) -> Option<&str> {
        self.waiting.last().map(|address| address.text.as_str())
    }

    /// How many addresses are left.
    pub fn left(&self) -> u32 {
        u32::try_from(self.waiting.len()).unwrap_or(u32::MAX)
    }

    /// Slack knows the user of the address.
    pub fn found(&mut self, user: FoundUser) {
        let Some(address) = self.next() else { return };
        if let Some(message) = user.problem() {
            self.refuse(&address, message.to_owned());
        } else if self.seen.insert(user.id.clone()) {
            let (line, user_id) = (address.line, Some(user.id));
            self.targets.push(Target { line, user_id, session_id: None, team_id: None, protected: false });
        } else {
            self.duplicates = self.duplicates.saturating_add(1);
        }
    }

    /// Slack has refused the address, with this code.
    pub fn not_found(&mut self, code: &str) {
        let Some(address) = self.next() else { return };
        let message = match code {
            "users_not_found" => "Slack finds no active user with this address.".to_owned(),
            "user_not_visible" => "Slack doesn't show this token the user of this address.".to_owned(),
            _ => format!("Slack refuses to look this address up: {code}."),
        };
        self.refuse(&address, message);
    }

    fn next(&mut self) -> Option<Address> {
        let address = self.waiting.pop()?;
        self.looked_up = self.looked_up.saturating_add(1);
        Some(address)
    }

    fn refuse(&mut self, address: &Address, message: String) {
        let column = (!address.column.is_empty()).then_some(address.column);
        self.problems.add(Problem { line: address.line, column, looks_like: None, message });
    }

    /// The list of the users who were found, or what is wrong with it. With `skip_missing` the others are left out.
    pub fn finish(mut self, skip_missing: bool) -> Result<List, Problems> {
        if let Some(address) = self.waiting.pop() {
            self.refuse(&address, "This address was not looked up.".to_owned());
            return Err(self.problems);
        }
        if self.targets.is_empty() || !(skip_missing || self.problems.is_empty()) {
            return Err(self.problems);
        }
        Ok(List {
            form: self.form,
            columns: self.columns,
            targets: self.targets,
            duplicates: self.duplicates,
            looked_up: self.looked_up,
            skipped: self.problems,
        })
    }
}
