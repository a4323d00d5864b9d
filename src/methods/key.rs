//! The properties that Slack documents for the requests of all methods.

use crate::names::{Names, names};

names! {
    /// A documented property of a request.
    pub(crate) enum RequestKey {
        Token = "token",
        UserId = "user_id",
        TeamId = "team_id",
        SessionId = "session_id",
        MobileOnly = "mobile_only",
        WebOnly = "web_only",
        Limit = "limit",
        Cursor = "cursor",
        Email = "email",
    }
}

impl RequestKey {
    /// The documented property that a caller probably meant: the same letters and digits, whatever their case.
    pub(crate) fn resembling(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| letters(key.name()).eq(letters(name)))
    }
}

/// Whether a method has a property.
pub(super) enum Property {
    /// The method has it, and took its value.
    Taken,
    /// Only other methods have it.
    OfAnotherMethod,
}

/// The letters and digits of a name, in lower case, without `_` and `-`.
fn letters(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_told_from_other_names() {
        for (name, key) in [
            ("mobileOnly", RequestKey::MobileOnly),
            ("MOBILE-ONLY", RequestKey::MobileOnly),
            ("webonly", RequestKey::WebOnly),
            ("userId", RequestKey::UserId),
            ("_session__id_", RequestKey::SessionId),
            ("Token", RequestKey::Token),
        ] {
            assert_eq!(RequestKey::resembling(name), Some(key), "{name}");
        }
        for name in ["", "user", "mobile", "user_ids", "mobile only", "reason"] {
            assert_eq!(RequestKey::resembling(name), None, "{name}");
        }
    }
}
