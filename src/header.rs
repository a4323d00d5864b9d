//! Header names and values that the caller gives.

use crate::read::{Entries, kind};
use crate::refusal::{Refused, refuse};

/// Headers that the caller gave.
#[derive(Debug, Default)]
pub(crate) struct Given {
    /// As they are sent: each name, in lower case, and each value after a line break.
    pub(crate) text: String,
    /// The first one that a page may not send without asking first.
    unlisted: Option<String>,
}

impl Given {
    /// Reads the `headers` of a configuration or of options.
    pub(crate) fn read(&mut self, entries: &Entries) {
        let entries = entries.inner(".");
        while entries.next().is_some() {
            let name = entries.name().to_ascii_lowercase();
            match name.as_str() {
                "authorization" | "token" => entries.refuse("is refused: the token is accessToken"),
                "accept" | "content-type" | "user-agent" => {
                    entries.refuse("is refused: it is set with accept, contentType or userAgent");
                }
                _ if !is_name(&name) => entries.refuse("has a name that HTTP doesn't allow"),
                _ => self.add(&name, &text(&entries)),
            }
        }
    }

    fn add(&mut self, name: &str, value: &str) {
        for part in [name, value] {
            self.text.push('\n');
            self.text.push_str(part);
        }
        let listed = matches!(name, "accept-language" | "content-language") && fits(value, language);
        if !listed && self.unlisted.is_none() {
            self.unlisted = Some(name.to_owned());
        }
    }
}

/// The current value, as text that a header can carry.
pub(crate) fn text(entries: &Entries) -> String {
    let text = entries.string_or_empty();
    // U+0080 to U+00FF, in UTF-8, begin with these two bytes.
    let fits = |b: u8| matches!(b, b'\t' | b' '..=b'~' | 0x80..=0xbf | 0xc2 | 0xc3);
    if entries.kind() != kind::TEXT || !text.bytes().all(fits) {
        entries.refuse("must be text that an HTTP header can carry: no line breaks, no characters above U+00FF");
    }
    text
}

fn is_name(name: &str) -> bool {
    let fits = |b: u8| {
        b.is_ascii_alphanumeric()
            || matches!(b, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^'..=b'`' | b'|' | b'~')
    };
    !name.is_empty() && name.bytes().all(fits)
}

fn harmless(b: u8) -> bool {
    !b.is_ascii_control()
        && !matches!(b, b'"' | b'(' | b')' | b':' | b'<' | b'>' | b'?' | b'@' | b'[' | b'\\' | b']' | b'{' | b'}')
}

fn language(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b' ' | b'*' | b',' | b'-' | b'.' | b';' | b'=')
}

fn fits(value: &str, allowed: fn(u8) -> bool) -> bool {
    value.len() <= 128 && value.bytes().all(allowed)
}

/// Whether a page may send these without asking first (the Fetch standard's CORS-safelisted request headers).
pub(crate) fn safelisted(accept: &str, headers: [&Given; 2]) -> Result<(), Refused> {
    if !fits(accept, harmless) {
        return Err(refuse("accept", "must be CORS-safelisted in form placement"));
    }
    match headers.into_iter().find_map(|given| given.unlisted.as_deref()) {
        None => Ok(()),
        Some(name) => Err(refuse(
            &["headers.", name].concat(),
            "is not CORS-safelisted, and in form placement Slack answers no preflight: \
             leave it out, or choose another tokenPlacement",
        )),
    }
}

#[cfg(any(fuzzing, test))]
impl Given {
    /// One header.
    pub(crate) fn one(name: &str, value: &str) -> Self {
        let mut given = Given::default();
        given.add(name, value);
        given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none() -> Given {
        Given::default()
    }

    #[test]
    fn names_are_tokens() {
        assert!(is_name("x-trace_id!"));
        for name in ["", "a b", "a:", "ä", "a\n"] {
            assert!(!is_name(name), "{name:?}");
        }
    }

    #[test]
    fn only_safelisted_headers_pass_in_form_placement() {
        let safelisted = |accept: &str, one: Given| safelisted(accept, [&none(), &one]).is_ok();
        assert!(safelisted("application/json, */*;q=0.1", Given::one("accept-language", "de, en;q=0.5")));
        assert!(!safelisted("a(b)", none()));
        assert!(!safelisted(&"a".repeat(129), none()));
        assert!(!safelisted("*/*", Given::one("traceparent", "00")));
        assert!(!safelisted("*/*", Given::one("accept-language", "de\u{e4}")));
    }

    #[test]
    fn headers_are_written_line_by_line() {
        let mut given = Given::one("a", "b: c");
        given.add("d", "");
        assert_eq!(given.text, "\na\nb: c\nd\n");
    }
}
