//! The two methods.

/// A method of Slack's Web API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// Revokes one session.
    Invalidate,
    /// Wipes all sessions of a user.
    Reset,
}

impl Method {
    /// Slack's name, which is also the last part of the address.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Method::Invalidate => "admin.users.session.invalidate",
            Method::Reset => "admin.users.session.reset",
        }
    }
}
