//! The ids that Slack gives users, sessions and teams, and the addresses that users are looked up by.

/// What an id identifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Id {
    User,
    Session,
    Team,
    /// An e-mail address, which stands for a user until it is looked up.
    Address,
}

impl Id {
    /// Whether a text is such an id. Only Slack knows whether an address exists. Lower case isn't raised: `webmaster1` is a
    /// user's name, and in upper case it would be another user's id.
    pub(crate) fn matches(self, text: &str) -> bool {
        match self {
            Id::User => is_lettered(text, b"UW"),
            Id::Team => is_lettered(text, b"TE"),
            Id::Session => (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()),
            Id::Address => is_address(text),
        }
    }

    /// What it must be, as the end of a sentence.
    pub(crate) const fn rule(self) -> &'static str {
        match self {
            Id::User => "a user id is U or W and 8 to 20 capital letters and digits",
            Id::Session => "a session id is 1 to 20 digits",
            Id::Team => "a team id is T or E and 8 to 20 capital letters and digits",
            Id::Address => "an e-mail address is a name, @ and a domain, and nothing else",
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

/// A name, `@` and a domain, without blanks and without what surrounds an address in the field of a mail.
fn is_address(text: &str) -> bool {
    let is_foreign = |byte: &u8| byte.is_ascii_control() || b" <>()[]\",;:\\".contains(byte);
    let bytes = text.as_bytes();
    let has_parts =
        bytes.iter().rposition(|byte| *byte == b'@').is_some_and(|at| at > 0 && at.saturating_add(1) < bytes.len());
    has_parts && bytes.len() <= LONGEST_ADDRESS && !bytes.iter().any(is_foreign)
}

/// In bytes. E-mail allows 254.
const LONGEST_ADDRESS: usize = 320;

/// A text without the blanks around it, including no-break and zero-width ones and marks of writing direction, which are
/// copied along with a cell.
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
    fn ids_are_told_from_other_texts() {
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
    fn addresses_are_told_from_the_fields_of_a_mail() {
        for address in ["login1@example.com", "first.last+x@sub.example.com", "\u{e9}@example.com", "a@b"] {
            assert!(Id::Address.matches(address), "{address}");
        }
        for other in ["", "@", "a@", "@b", "W0AAAAAA1", "A B <a@b>", "a@b,c@d", "a@b c", "mailto:a@b", "\"a\"@b"] {
            assert!(!Id::Address.matches(other), "{other}");
        }
        assert!(!Id::Address.matches(&format!("{}@example.com", "a".repeat(320))));
    }

    #[test]
    fn blanks_of_any_width_are_removed_only_around_a_value() {
        for around in [" ", "\t", "\r", "\u{a0}", "\u{200b}", "\u{202f}", "\u{feff}", "\u{200e} \u{2060}"] {
            assert_eq!(trim(&format!("{around}a{around}b{around}")), format!("a{around}b"));
        }
        assert_eq!(trim(" \u{200b} "), "");
    }
}
