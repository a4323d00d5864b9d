//! The only type that holds a token.

use core::fmt;
use zeroize::Zeroizing;

/// Text that holds, or may hold, a token: wiped when it is dropped.
pub(crate) type Wiped = Zeroizing<String>;

/// An access token. It can't be printed, and its memory is wiped when it is dropped.
pub(crate) struct Secret(Wiped);

impl Secret {
    /// What a token must be.
    pub(crate) const EXPECTATION: &str =
        "must be a token: a string that isn't empty, of visible ASCII characters without spaces or line breaks";

    /// `None` where `text` can't be a token: empty, or with a character that a header can't carry.
    pub(crate) fn new(text: String) -> Option<Self> {
        let text = Wiped::new(text);
        let fits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then_some(Secret(text))
    }

    /// The token itself. The caller is responsible for where it goes.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_token() {
        let secret = Secret::new("xoxp-1".to_owned()).unwrap();
        assert_eq!(format!("{secret:?}"), "[REDACTED]");
    }

    #[test]
    fn refuses_what_a_header_cannot_carry() {
        for text in ["", " ", "a b", "a\n", "a\r\nb: c", "\u{7f}", "tök"] {
            assert!(Secret::new(text.to_owned()).is_none(), "{text:?}");
        }
    }
}
