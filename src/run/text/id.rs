//! The ids that Slack gives users, sessions and teams.

/// What an id is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Id {
    User,
    Session,
    Team,
}

impl Id {
    /// Whether a text is such an id. Lower case isn't raised: `webmaster1` is a user's name, and raised it would be the id of
    /// somebody else.
    pub(crate) fn matches(self, text: &str) -> bool {
        match self {
            Id::User => is_lettered(text, b"UW"),
            Id::Team => is_lettered(text, b"TE"),
            Id::Session => (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()),
        }
    }

    /// What it must be, as the end of a sentence.
    pub(crate) const fn rule(self) -> &'static str {
        match self {
            Id::User => "a user id is U or W and 8 to 20 capital letters and digits",
            Id::Session => "a session id is 1 to 20 digits",
            Id::Team => "a team id is T or E and 8 to 20 capital letters and digits",
        }
    }
}

fn is_lettered(text: &str, first: &[u8]) -> bool {
    match text.as_bytes() {
        [head, tail @ ..] => {
            let allowed = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
            first.contains(head) && (8..=20).contains(&tail.len()) && tail.iter().all(allowed)
        }
        [] => false,
    }
}

/// A text without the blanks around it: also no-break and zero-width ones, and the marks of writing direction, which come
/// along when a cell is copied.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        matches!(c, '\t'..='\r' | ' ' | '\u{a0}' | '\u{2000}'..='\u{200f}' | '\u{202a}'..='\u{202f}')
            || matches!(c, '\u{205f}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{3000}' | '\u{feff}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_from_what_isnt_one() {
        for user in ["U12345678", "W0AAAAAA1", "W01234567890123456789"] {
            assert!(Id::User.matches(user), "{user}");
        }
        for other in ["", "U", "U1234567", "W012345678901234567890", "u12345678", "U1234567a", "T12345678", "U1234567é"]
        {
            assert!(!Id::User.matches(other), "{other}");
        }
        assert!(Id::Team.matches("T12345678") && Id::Team.matches("E0AAAAAAA") && !Id::Team.matches("U12345678"));
        assert!(Id::Session.matches("0") && Id::Session.matches("12345678901234567890"));
        for other in ["", "-1", "1.0", "1e3", "123456789012345678901", "١"] {
            assert!(!Id::Session.matches(other), "{other}");
        }
    }

    #[test]
    fn blanks_of_any_width_go_from_around_a_value_alone() {
        for around in [" ", "\t", "\r", "\u{a0}", "\u{200b}", "\u{202f}", "\u{feff}", "\u{200e} \u{2060}"] {
            assert_eq!(trim(&format!("{around}a{around}b{around}")), format!("a{around}b"));
        }
        assert_eq!(trim(" \u{200b} "), "");
    }
}
