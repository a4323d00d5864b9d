//! An e-mail address of a list.

/// An address, and where it is in the list. It stays in memory until its user is looked up, and is never recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The line of the list, from 1.
    pub(crate) line: u32,
    /// The name of its column; empty in a plain list.
    pub(crate) column: &'static str,
    pub(crate) text: String,
}

impl Address {
    /// Equal for equal addresses: for Slack, upper and lower case are the same.
    pub(crate) fn key(&self) -> String {
        self.text.to_ascii_lowercase()
    }
}
