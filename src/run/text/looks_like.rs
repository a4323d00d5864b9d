//! What a refused value looks like. The value itself is never shown: it may be a token.

use crate::text::id::Id;

/// What a value probably is, instead of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LooksLike {
    /// An e-mail address.
    Email,
    /// A name, or an id, in lower case.
    LowerCase,
    /// A number as a spreadsheet shortens it: `1.11228E+12`.
    ShortenedNumber,
    /// One of Slack's tokens.
    Token,
    /// A field with a line break, or a quote that isn't closed.
    LineBreak,
}

impl LooksLike {
    /// The name that users of the library see.
    pub const fn name(self) -> &'static str {
        match self {
            LooksLike::Email => "email",
            LooksLike::LowerCase => "lower_case",
            LooksLike::ShortenedNumber => "shortened_number",
            LooksLike::Token => "token",
            LooksLike::LineBreak => "line_break",
        }
    }

    /// What a value that isn't an id looks like, if it looks like anything.
    pub(crate) fn of(text: &str) -> Option<Self> {
        if is_token_like(text) {
            Some(LooksLike::Token)
        } else if text.bytes().any(|byte| byte == b'\n' || byte == b'\r') {
            Some(LooksLike::LineBreak)
        } else if text.bytes().any(|byte| byte == b'@') {
            Some(LooksLike::Email)
        } else if is_shortened(text) {
            Some(LooksLike::ShortenedNumber)
        } else if is_lower_case(text) {
            Some(LooksLike::LowerCase)
        } else {
            None
        }
    }

    /// The sentences about it.
    pub(crate) fn message(self, id: Id) -> String {
        let rule = id.rule();
        match self {
            LooksLike::Email => format!("This looks like an e-mail address, but {rule}. Look up the id first."),
            LooksLike::LowerCase => format!(
                "This looks like a name, or an id in lower case, but {rule}. It is not changed to capitals, since that \
                 could be another user's id."
            ),
            LooksLike::ShortenedNumber => format!(
                "This looks like a number that a spreadsheet has shortened, but {rule}. Export the list again with \
                 this column as text."
            ),
            LooksLike::Token => "This looks like a token. Take it out of the list, and revoke it if others could \
                 read the list."
                .to_owned(),
            LooksLike::LineBreak => LINE_BREAK.to_owned(),
        }
    }
}

/// The sentences about a field that goes on in the next line.
pub(crate) const LINE_BREAK: &str = "A field has a line break, or a quote is not closed, which would swallow the lines after it. \
     Close the quote, or take the line break out.";

/// Whether a text holds something that may be one of Slack's tokens. They all begin with `xox` and a letter, or with `xapp-`.
pub fn is_token_like(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_start = |part: &[u8]| matches!(part, [b'x', b'o', b'x', _, b'-' | b'.']);
    lower.as_bytes().windows(5).any(|part| is_start(part) || part == b"xapp-")
}

/// Digits, perhaps with a point or a comma, then an exponent.
fn is_shortened(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
    let exponent = exponent.trim_start_matches(['+', '-']);
    !number.is_empty() && digits(number) && !exponent.is_empty() && digits(exponent)
}

fn is_lower_case(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_people_write_instead_of_an_id_are_recognised() {
        for (text, looks_like) in [
            ("login1@example.com", Some(LooksLike::Email)),
            ("webmaster1", Some(LooksLike::LowerCase)),
            ("w0aaaaaa1", Some(LooksLike::LowerCase)),
            ("first.last", Some(LooksLike::LowerCase)),
            ("1.11228E+12", Some(LooksLike::ShortenedNumber)),
            ("1,11228E+12", Some(LooksLike::ShortenedNumber)),
            ("1e3", Some(LooksLike::ShortenedNumber)),
            ("xoxp-123", Some(LooksLike::Token)),
            ("Bearer XOXE.xoxp-1", Some(LooksLike::Token)),
            ("xapp-1-A", Some(LooksLike::Token)),
            ("W0AA\r\nW0BB", Some(LooksLike::LineBreak)),
            ("", None),
            ("W0AAAAAA", None),
            ("Last, First", None),
            ("E12", None),
            ("XOX", None),
        ] {
            assert_eq!(LooksLike::of(text), looks_like, "{text}");
        }
    }
}
