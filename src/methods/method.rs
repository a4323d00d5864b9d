//! The methods of Slack's Web API that this client calls.

use super::{invalidate, reset};

/// A method of Slack's Web API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Method {
    /// Revokes one session.
    Invalidate,
    /// Ends all sessions of a user.
    Reset,
}

impl Method {
    /// Slack's name, which is also the last part of the address.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Method::Invalidate => invalidate::NAME,
            Method::Reset => reset::NAME,
        }
    }
}

/// One value for each method.
#[derive(Debug, Default)]
pub(crate) struct PerMethod<T> {
    invalidate: T,
    reset: T,
}

impl<T> PerMethod<T> {
    /// The value of a method.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(crate) const fn get(&self, method: Method) -> &T {
        match method {
            Method::Invalidate => &self.invalidate,
            Method::Reset => &self.reset,
        }
    }

    /// The value of a method, to be changed.
    pub(crate) const fn get_mut(&mut self, method: Method) -> &mut T {
        match method {
            Method::Invalidate => &mut self.invalidate,
            Method::Reset => &mut self.reset,
        }
    }

    /// Every method with its value. Taken apart, so that the compiler asks for each field.
    pub(crate) const fn all(&self) -> [(Method, &T); 2] {
        let PerMethod { invalidate, reset } = self;
        [(Method::Invalidate, invalidate), (Method::Reset, reset)]
    }

    /// The values of all methods, to be changed.
    pub(crate) const fn all_mut(&mut self) -> [&mut T; 2] {
        let PerMethod { invalidate, reset } = self;
        [invalidate, reset]
    }
}
