//! From arguments and token to body and headers.

use crate::secret::Secret;
use zeroize::Zeroizing;

/// The value of an argument.
#[derive(Debug)]
pub(crate) enum Value {
    /// Text, to be quoted in JSON.
    Text(String),
    /// A number, boolean, array or object, as JSON writes it.
    Json(String),
}

/// How the body is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    #[default]
    Form,
    Json,
}

/// Where the token travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placement {
    Authorization,
    Form,
    TokenHeader,
    None,
}

/// Text that holds, or may hold, the token: wiped when dropped.
pub(crate) type Wiped = Zeroizing<String>;

/// The body of a request, but for the token.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) encoding: Encoding,
    text: String,
}

impl Body {
    /// A body of no arguments.
    pub(crate) fn new(encoding: Encoding) -> Self {
        Body { encoding, text: String::new() }
    }

    /// One more argument.
    pub(crate) fn add(&mut self, name: &str, value: &Value) {
        let out = &mut self.text;
        let (Value::Text(text) | Value::Json(text)) = value;
        let first = out.is_empty();
        match self.encoding {
            Encoding::Form => {
                out.push_str(if first { "" } else { "&" });
                percent(out, name);
                out.push('=');
                percent(out, text);
            }
            Encoding::Json => {
                out.push_str(if first { "" } else { "," });
                quote(out, name);
                out.push(':');
                if let Value::Text(_) = value { quote(out, text) } else { out.push_str(text) }
            }
        }
    }

    /// What is sent. The token goes into it in form placement alone.
    pub(crate) fn with(&self, placement: Placement, token: Option<&Secret>) -> Wiped {
        let text = self.text.as_str();
        let token = token.filter(|_| placement == Placement::Form);
        Zeroizing::new(match (self.encoding, token) {
            (Encoding::Json, _) => ["{", text, "}"].concat(),
            (Encoding::Form, None) => text.to_owned(),
            (Encoding::Form, Some(token)) => {
                let token = token.expose();
                // Room for the worst case: a string that grows leaves a copy of the token behind.
                let room = token.len().saturating_mul(3).saturating_add(text.len()).saturating_add(8);
                let mut body = String::with_capacity(room);
                body.push_str("token=");
                percent(&mut body, token);
                body.push_str(if text.is_empty() { "" } else { "&" });
                body.push_str(text);
                body
            }
        })
    }
}

/// As the URL standard's application/x-www-form-urlencoded serializer writes it.
fn percent(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                hex(out, byte);
            }
        }
    }
}

fn hex(out: &mut String, byte: u8) {
    for digit in [byte >> 4, byte & 15] {
        out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
    }
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                hex(out, u8::try_from(character).unwrap_or(0));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// The headers of a request, name and value in turn, a line each. A later one of the same name wins.
pub(crate) fn headers(
    encoding: Encoding,
    placement: Placement,
    token: Option<&Secret>,
    accept: &str,
    user_agent: &str,
    given: [&str; 2],
) -> Wiped {
    let content_type = match encoding {
        Encoding::Form => "application/x-www-form-urlencoded",
        // Without a charset Slack warns of `missing_charset`; a form with one, of `superfluous_charset`.
        Encoding::Json => "application/json; charset=utf-8",
    };
    // Any other header would make a page's call need a preflight.
    let user_agent = if placement == Placement::Form { "" } else { user_agent };
    let agent = if user_agent.is_empty() { "" } else { "\nuser-agent\n" };
    let token = token.map_or("", Secret::expose);
    let (bearer, token) = match placement {
        Placement::Authorization | Placement::TokenHeader => ("\nauthorization\nBearer ", token),
        Placement::Form | Placement::None => ("", ""),
    };
    let (header, again) = if placement == Placement::TokenHeader { ("\ntoken\n", token) } else { ("", "") };
    let [own, further] = given;
    let parts = ["accept\n", accept, "\ncontent-type\n", content_type, agent, user_agent, own, further];
    // In one piece: a string that grows leaves a copy of the token behind.
    Zeroizing::new([&parts.concat(), bearer, token, header, again].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, value: &str) -> (String, Value) {
        (name.to_owned(), Value::Text(value.to_owned()))
    }

    fn raw(name: &str, value: &str) -> (String, Value) {
        (name.to_owned(), Value::Json(value.to_owned()))
    }

    fn token() -> Secret {
        Secret::new("xoxp-1+/=".to_owned()).unwrap()
    }

    fn written(encoding: Encoding, placement: Placement, fields: &[(String, Value)]) -> String {
        let mut body = Body::new(encoding);
        for (name, value) in fields {
            body.add(name, value);
        }
        body.with(placement, Some(&token())).to_string()
    }

    #[test]
    fn a_form_is_written_as_the_url_standard_says() {
        let fields = [text("user_id", "W1 &=+%ä🦀~*-._"), raw("mobile_only", "true")];
        let written = written(Encoding::Form, Placement::Authorization, &fields);
        assert_eq!(written, "user_id=W1+%26%3D%2B%25%C3%A4%F0%9F%A6%80%7E*-._&mobile_only=true");
    }

    #[test]
    fn the_token_is_in_the_form_only_in_form_placement() {
        let fields = [text("user_id", "W1")];
        assert_eq!(written(Encoding::Form, Placement::Form, &fields), "token=xoxp-1%2B%2F%3D&user_id=W1");
        assert_eq!(written(Encoding::Form, Placement::Form, &[]), "token=xoxp-1%2B%2F%3D");
        for placement in [Placement::Authorization, Placement::TokenHeader, Placement::None] {
            assert_eq!(written(Encoding::Form, placement, &fields), "user_id=W1");
        }
    }

    #[test]
    fn json_keeps_digits_and_escapes_text() {
        let fields = [text("a\"b", "\\ \u{1}\n ä"), raw("session_id", "9007199254740993")];
        let written = written(Encoding::Json, Placement::Authorization, &fields);
        assert_eq!(written, "{\"a\\\"b\":\"\\\\ \\u0001\\u000A ä\",\"session_id\":9007199254740993}");
    }

    #[test]
    fn what_holds_the_token_never_outgrows_its_room() {
        let secret = "+".repeat(50);
        let token = Secret::new(secret).unwrap();
        let mut body = Body::new(Encoding::Form);
        body.add("a", &Value::Text("b".to_owned()));
        let written = body.with(Placement::Form, Some(&token));
        assert_eq!(written.len(), "token=&a=b".len() + 150);
        assert_eq!(written.capacity(), 50 * 3 + "a=b".len() + 8);
    }

    #[test]
    fn the_token_is_in_the_headers_that_its_placement_names() {
        let lines = |placement| {
            let written = headers(Encoding::Form, placement, Some(&token()), "*/*", "agent", ["\na\n1", "\na\n2"]);
            assert_eq!(written.len(), written.capacity());
            let lines: Vec<_> = written.split('\n').collect();
            lines.chunks(2).map(|line| line.join(": ")).collect::<Vec<_>>().join("; ")
        };
        let common = "accept: */*; content-type: application/x-www-form-urlencoded";
        assert_eq!(lines(Placement::Form), format!("{common}; a: 1; a: 2"));
        let common = format!("{common}; user-agent: agent; a: 1; a: 2");
        assert_eq!(lines(Placement::None), common);
        assert_eq!(lines(Placement::Authorization), format!("{common}; authorization: Bearer xoxp-1+/="));
        assert_eq!(
            lines(Placement::TokenHeader),
            format!("{common}; authorization: Bearer xoxp-1+/=; token: xoxp-1+/=")
        );
    }
}
