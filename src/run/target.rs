//! One target of a run.

use crate::record::key::{FlagKey, NumberKey, TextKey};
use crate::text::json::Object;

/// A user whose sessions end, or one session. Only [`Purpose`](crate::Purpose) makes targets from a list, and only the
/// record's reader makes targets from a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The line of the list, from 1.
    pub line: u32,
    /// `U…` or `W…`.
    pub user_id: Option<String>,
    /// Digits; only to end a single session.
    pub session_id: Option<String>,
    /// `T…` or `E…`; only to end a single session.
    pub team_id: Option<String>,
    /// It is left alone.
    pub protected: bool,
}

impl Target {
    /// Equal for equal targets, on whatever line they are.
    pub(crate) fn key(&self) -> String {
        let mut key = String::new();
        for id in [&self.user_id, &self.session_id, &self.team_id] {
            key.push_str(id.as_deref().unwrap_or_default());
            key.push('\n');
        }
        key
    }

    /// Writes it, with its number, into an object.
    pub(crate) fn write(&self, n: u32, object: Object) -> Object {
        object
            .number(NumberKey::N.name(), n.into())
            .number(NumberKey::Line.name(), self.line.into())
            .optional(TextKey::UserId.name(), self.user_id.as_deref())
            .optional(TextKey::SessionId.name(), self.session_id.as_deref())
            .optional(TextKey::TeamId.name(), self.team_id.as_deref())
            .flag(FlagKey::Protected.name(), self.protected)
    }
}
