//! An e-mail address of a list.

/// An address, and where it stands. It stays in memory until its user is looked up, and gets into no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The line of the list, from 1.
    pub(crate) line: u32,
    /// The name of its column; empty in a plain list.
    pub(crate) column: &'static str,
    pub(crate) text: String,
}

impl Address {
    /// What is the same for the same address: Slack takes upper and lower case for the same.
    pub(crate) fn key(&self) -> String {
        self.text.to_ascii_lowercase()
    }
}
