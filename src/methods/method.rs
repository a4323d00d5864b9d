//! The methods of Slack's Web API that this client calls.

use super::{invalidate, list, lookup_by_email, reset};
use crate::outcome::Outcome;

/// A method of Slack's Web API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Method {
    /// Revokes one session.
    Invalidate,
    /// Ends all sessions of a user.
    Reset,
    /// Lists active sessions.
    List,
    /// Finds a user.
    LookupByEmail,
}

impl Method {
    /// Slack's name, which is also the last part of the address.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Method::Invalidate => invalidate::NAME,
            Method::Reset => reset::NAME,
            Method::List => list::NAME,
            Method::LookupByEmail => lookup_by_email::NAME,
        }
    }

    /// Whether the method changes nothing.
    pub(crate) const fn only_reads(self) -> bool {
        match self {
            Method::Invalidate | Method::Reset => false,
            Method::List | Method::LookupByEmail => true,
        }
    }

    /// Whether Slack takes the arguments as JSON too, not only as a form.
    pub(crate) const fn takes_json(self) -> bool {
        match self {
            Method::Invalidate | Method::Reset | Method::List => true,
            Method::LookupByEmail => false,
        }
    }

    /// The outcome of this method's operation: always `NoEffect` if it only reads.
    pub(crate) const fn outcome(self, outcome: Outcome) -> Outcome {
        if self.only_reads() { Outcome::NoEffect } else { outcome }
    }
}

/// One value for each method.
#[derive(Debug, Default)]
pub(crate) struct PerMethod<T> {
    invalidate: T,
    reset: T,
    list: T,
    lookup_by_email: T,
}

impl<T> PerMethod<T> {
    /// The value of a method.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(crate) const fn get(&self, method: Method) -> &T {
        match method {
            Method::Invalidate => &self.invalidate,
            Method::Reset => &self.reset,
            Method::List => &self.list,
            Method::LookupByEmail => &self.lookup_by_email,
        }
    }

    /// The value of a method, to be changed.
    pub(crate) const fn get_mut(&mut self, method: Method) -> &mut T {
        match method {
            Method::Invalidate => &mut self.invalidate,
            Method::Reset => &mut self.reset,
            Method::List => &mut self.list,
            Method::LookupByEmail => &mut self.lookup_by_email,
        }
    }

    /// Every method with its value. Destructured, so that the compiler asks for each field.
    pub(crate) const fn all(&self) -> [(Method, &T); 4] {
        let PerMethod { invalidate, reset, list, lookup_by_email } = self;
        [
            (Method::Invalidate, invalidate),
            (Method::Reset, reset),
            (Method::List, list),
            (Method::LookupByEmail, lookup_by_email),
        ]
    }

    /// The values of all methods, to be changed.
    pub(crate) const fn all_mut(&mut self) -> [&mut T; 4] {
        let PerMethod { invalidate, reset, list, lookup_by_email } = self;
        [invalidate, reset, list, lookup_by_email]
    }
}
