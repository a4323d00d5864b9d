//! The headers of a request: those that the caller gave, and all of them as they are sent.

use crate::body::ContentType;
use crate::names::names;
use crate::reader::{AnyName, Value, ValueKind};
use crate::refusal::{Refusal, refuse};
use crate::secret::{Secret, Wiped};

names! {
    /// Where the token travels.
    pub(crate) enum TokenPlacement {
        Authorization = "authorization",
        Form = "form",
        TokenHeader = "token-header",
        None = "none",
    }
}

/// Headers as JavaScript takes them: names and values in turn, separated by line breaks. Names and values are checked before
/// they get in here, so none of them has a line break of its own.
#[derive(Debug, Default)]
pub(crate) struct HeaderLines(Wiped);

impl HeaderLines {
    /// The lines themselves, which may hold the token.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

/// Headers that the caller gave.
#[derive(Debug, Default)]
pub(crate) struct ExtraHeaders {
    lines: String,
    /// The first one for which a browser would send a preflight.
    not_safelisted: Option<String>,
}

impl ExtraHeaders {
    /// Reads the current property: the `headers` of a configuration or of options.
    pub(crate) fn read(&mut self, property: &Value) {
        let headers = property.object::<AnyName>();
        while headers.next().is_some() {
            let name = headers.name().to_ascii_lowercase();
            match name.as_str() {
                "authorization" | "token" => headers.refuse("is refused: use accessToken"),
                "accept" | "content-type" | "user-agent" => {
                    headers.refuse("is refused: it is set with accept, contentType or userAgent");
                }
                _ if !is_name(&name) => headers.refuse("has a name that HTTP doesn't allow"),
                _ => self.add(&name, &header_value(&headers)),
            }
        }
    }

    fn add(&mut self, name: &str, value: &str) {
        for line in [name, "\n", value, "\n"] {
            self.lines.push_str(line);
        }
        let listed = matches!(name, "accept-language" | "content-language") && is_short(value, is_language_byte);
        if !listed && self.not_safelisted.is_none() {
            self.not_safelisted = Some(name.to_owned());
        }
    }
}

/// What the headers of a request are made of.
pub(crate) struct Headers<'a> {
    pub(crate) content_type: ContentType,
    pub(crate) placement: TokenPlacement,
    pub(crate) token: Option<&'a Secret>,
    pub(crate) accept: &'a str,
    /// Empty if a program may not set one.
    pub(crate) user_agent: &'a str,
    /// The configuration's, then the call's. If two have the same name, the later one counts.
    pub(crate) extra: [&'a ExtraHeaders; 2],
}

impl Headers<'_> {
    /// The headers as they are sent.
    pub(crate) fn lines(&self) -> HeaderLines {
        let content_type = match self.content_type {
            ContentType::Form => "application/x-www-form-urlencoded",
            // Slack warns of `missing_charset` for JSON without a charset, and of `superfluous_charset` for a form with one.
            ContentType::Json => "application/json; charset=utf-8",
        };
        // In form placement any other header would need a preflight, which Slack doesn't answer.
        let agent = if self.placement == TokenPlacement::Form { "" } else { self.user_agent };
        let agent_name = if agent.is_empty() { "" } else { "\nuser-agent\n" };
        let token = self.token.map_or("", Secret::expose);
        let (bearer_name, bearer, token_name, token) = match self.placement {
            TokenPlacement::Authorization => ("authorization\nBearer ", token, "", ""),
            TokenPlacement::TokenHeader => ("authorization\nBearer ", token, "\ntoken\n", token),
            TokenPlacement::Form | TokenPlacement::None => ("", "", "", ""),
        };
        let [configured, own] = &self.extra;
        let start = [
            "accept\n",
            self.accept,
            "\ncontent-type\n",
            content_type,
            agent_name,
            agent,
            "\n",
            &configured.lines,
            &own.lines,
        ]
        .concat();
        // At once: a string that grows leaves a copy of the token behind.
        HeaderLines(Wiped::new([start.as_str(), bearer_name, bearer, token_name, token].concat()))
    }
}

/// The current value, as text that a header can carry.
pub(crate) fn header_value(value: &Value) -> String {
    let text = value.text_or_empty();
    // In UTF-8, U+0080 to U+00FF begin with one of these two bytes.
    let fits = |b: u8| matches!(b, b'\t' | b' '..=b'~' | 0x80..=0xbf | 0xc2 | 0xc3);
    if value.value_kind() != ValueKind::Text || !text.bytes().all(fits) {
        value.refuse("must be text that an HTTP header can carry: no line breaks, no characters above U+00FF");
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

/// Not one of the Fetch standard's CORS-unsafe request-header bytes.
fn is_safe_byte(b: u8) -> bool {
    !b.is_ascii_control()
        && !matches!(b, b'"' | b'(' | b')' | b':' | b'<' | b'>' | b'?' | b'@' | b'[' | b'\\' | b']' | b'{' | b'}')
}

fn is_language_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b' ' | b'*' | b',' | b'-' | b'.' | b';' | b'=')
}

fn is_short(value: &str, allowed: fn(u8) -> bool) -> bool {
    value.len() <= 128 && value.bytes().all(allowed)
}

/// Refuses headers that need a preflight: those that the Fetch standard doesn't safelist.
pub(crate) fn check_safelisted(accept: &str, headers: [&ExtraHeaders; 2]) -> Result<(), Box<Refusal>> {
    if !is_short(accept, is_safe_byte) {
        return Err(refuse("accept", "must be CORS-safelisted in form placement"));
    }
    match headers.into_iter().find_map(|given| given.not_safelisted.as_deref()) {
        None => Ok(()),
        Some(name) => Err(refuse(
            &["headers.", name].concat(),
            "is not CORS-safelisted, and in form placement Slack answers no preflight: \
             leave it out, or choose another tokenPlacement",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, value: &str) -> ExtraHeaders {
        let mut headers = ExtraHeaders::default();
        headers.add(name, value);
        headers
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
        let none = ExtraHeaders::default;
        let safelisted = |accept: &str, own: ExtraHeaders| check_safelisted(accept, [&none(), &own]).is_ok();
        assert!(safelisted("application/json, */*;q=0.1", one("accept-language", "de, en;q=0.5")));
        assert!(!safelisted("a(b)", none()));
        assert!(!safelisted(&"a".repeat(129), none()));
        assert!(!safelisted("*/*", one("traceparent", "00")));
        assert!(!safelisted("*/*", one("accept-language", "de\u{e4}")));
    }

    #[test]
    fn the_token_is_in_the_headers_that_its_placement_names() {
        let token = Secret::new("xoxp-1+/=".to_owned()).unwrap();
        let (configured, own) = (one("a", "1"), one("a", ""));
        let written = |placement| {
            let headers = Headers {
                content_type: ContentType::Form,
                placement,
                token: Some(&token),
                accept: "*/*",
                user_agent: "agent",
                extra: [&configured, &own],
            };
            let lines = headers.lines();
            assert_eq!(lines.0.len(), lines.0.capacity());
            let lines: Vec<_> = lines.expose().split('\n').collect();
            lines.chunks_exact(2).map(|line| line.join(": ")).collect::<Vec<_>>().join("; ")
        };
        let common = "accept: */*; content-type: application/x-www-form-urlencoded";
        assert_eq!(written(TokenPlacement::Form), format!("{common}; a: 1; a: "));
        let common = format!("{common}; user-agent: agent; a: 1; a: ");
        assert_eq!(written(TokenPlacement::None), common);
        assert_eq!(written(TokenPlacement::Authorization), format!("{common}; authorization: Bearer xoxp-1+/="));
        assert_eq!(
            written(TokenPlacement::TokenHeader),
            format!("{common}; authorization: Bearer xoxp-1+/=; token: xoxp-1+/=")
        );
    }
}
