//! From arguments and token to body and headers.

use crate::secret::Secret;
use zeroize::Zeroizing;

/// One argument of a request.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) value: Value,
}

/// The value of an argument, written once, when it is read.
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

/// The body of a request. `token` goes into it in form placement alone.
pub(crate) fn body(encoding: Encoding, placement: Placement, token: Option<&Secret>, fields: &[Field]) -> Wiped {
    let token = token.filter(|_| placement == Placement::Form);
    // Room for the worst case: a string that grows leaves a copy of the token behind.
    let room = fields.iter().fold(16_usize, |room, field| {
        let (Value::Text(value) | Value::Json(value)) = &field.value;
        room.saturating_add(field.name.len().saturating_add(value.len()).saturating_mul(6)).saturating_add(8)
    });
    let room = token.map_or(room, |token| room.saturating_add(token.expose().len().saturating_mul(3)));
    let mut body = Zeroizing::new(String::with_capacity(room));
    match encoding {
        Encoding::Form => form(&mut body, token, fields),
        Encoding::Json => json(&mut body, fields),
    }
    body
}

fn form(body: &mut String, token: Option<&Secret>, fields: &[Field]) {
    if let Some(token) = token {
        form_pair(body, "token", token.expose());
    }
    for field in fields {
        let (Value::Text(value) | Value::Json(value)) = &field.value;
        form_pair(body, &field.name, value);
    }
}

fn form_pair(body: &mut String, name: &str, value: &str) {
    if !body.is_empty() {
        body.push('&');
    }
    percent(body, name);
    body.push('=');
    percent(body, value);
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

fn json(body: &mut String, fields: &[Field]) {
    body.push('{');
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            body.push(',');
        }
        quote(body, &field.name);
        body.push(':');
        match &field.value {
            Value::Text(text) => quote(body, text),
            Value::Json(json) => body.push_str(json),
        }
    }
    body.push('}');
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

/// A header as it is sent.
pub(crate) type Header = (String, Wiped);

/// The headers of a request. A later one of the same name wins.
pub(crate) fn headers(
    encoding: Encoding,
    placement: Placement,
    token: Option<&Secret>,
    accept: &str,
    user_agent: Option<&str>,
    further: [&[(String, String)]; 2],
) -> Vec<Header> {
    let plain = |name: &str, value: &str| (name.to_owned(), Zeroizing::new(value.to_owned()));
    let content_type = match encoding {
        Encoding::Form => "application/x-www-form-urlencoded",
        // Without a charset Slack warns of `missing_charset`; a form with one, of `superfluous_charset`.
        Encoding::Json => "application/json; charset=utf-8",
    };
    let mut headers = vec![plain("accept", accept), plain("content-type", content_type)];
    // Any other header would make a page's call need a preflight.
    if let Some(agent) = user_agent.filter(|_| placement != Placement::Form) {
        headers.push(plain("user-agent", agent));
    }
    for (name, value) in further.into_iter().flatten() {
        headers.push(plain(name, value));
    }
    if let Some(token) = token {
        if matches!(placement, Placement::Authorization | Placement::TokenHeader) {
            let mut bearer = Zeroizing::new(String::with_capacity(token.expose().len().saturating_add(7)));
            bearer.push_str("Bearer ");
            bearer.push_str(token.expose());
            headers.push(("authorization".to_owned(), bearer));
        }
        if placement == Placement::TokenHeader {
            headers.push(plain("token", token.expose()));
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, value: &str) -> Field {
        Field { name: name.to_owned(), value: Value::Text(value.to_owned()) }
    }

    fn raw(name: &str, value: &str) -> Field {
        Field { name: name.to_owned(), value: Value::Json(value.to_owned()) }
    }

    fn token() -> Secret {
        Secret::new("xoxp-1+/=".to_owned()).unwrap()
    }

    #[test]
    fn a_form_is_written_as_the_url_standard_says() {
        let fields = [text("user_id", "W1 &=+%ä🦀~*-._"), raw("mobile_only", "true")];
        let written = body(Encoding::Form, Placement::Authorization, Some(&token()), &fields);
        assert_eq!(*written, "user_id=W1+%26%3D%2B%25%C3%A4%F0%9F%A6%80%7E*-._&mobile_only=true");
    }

    #[test]
    fn the_token_is_in_the_form_only_in_form_placement() {
        let fields = [text("user_id", "W1")];
        assert_eq!(*body(Encoding::Form, Placement::Form, Some(&token()), &fields), "token=xoxp-1%2B%2F%3D&user_id=W1");
        for placement in [Placement::Authorization, Placement::TokenHeader, Placement::None] {
            assert_eq!(*body(Encoding::Form, placement, Some(&token()), &fields), "user_id=W1");
        }
    }

    #[test]
    fn json_keeps_digits_and_escapes_text() {
        let fields = [text("a\"b", "\\ \u{1}\n ä"), raw("session_id", "9007199254740993")];
        let written = body(Encoding::Json, Placement::Authorization, Some(&token()), &fields);
        assert_eq!(*written, "{\"a\\\"b\":\"\\\\ \\u0001\\u000A ä\",\"session_id\":9007199254740993}");
    }

    #[test]
    fn a_body_never_outgrows_the_room_it_was_given() {
        let fields = [text("näme\u{1}", "\u{1}\u{2}\u{3}🦀\"\\ "), raw("b", "[1,2]")];
        for encoding in [Encoding::Form, Encoding::Json] {
            let empty = body(encoding, Placement::Form, Some(&token()), &[]);
            let full = body(encoding, Placement::Form, Some(&token()), &fields);
            let room = |fields: &[Field]| {
                fields
                    .iter()
                    .map(|field| {
                        let (Value::Text(value) | Value::Json(value)) = &field.value;
                        (field.name.len() + value.len()) * 6 + 8
                    })
                    .sum::<usize>()
            };
            assert!(full.len() <= 16 + 27 + room(&fields), "{encoding:?}");
            assert!(empty.len() <= 16 + 27, "{encoding:?}");
        }
    }

    #[test]
    fn the_token_is_in_the_headers_that_its_placement_names() {
        let names = |placement| {
            headers(Encoding::Form, placement, Some(&token()), "*/*", Some("agent"), [&[], &[]])
                .iter()
                .map(|(name, value)| format!("{name}: {}", **value))
                .collect::<Vec<_>>()
                .join("; ")
        };
        let common = "accept: */*; content-type: application/x-www-form-urlencoded";
        assert_eq!(names(Placement::Form), common);
        assert_eq!(names(Placement::None), format!("{common}; user-agent: agent"));
        assert_eq!(
            names(Placement::Authorization),
            format!("{common}; user-agent: agent; authorization: Bearer xoxp-1+/=")
        );
        assert_eq!(
            names(Placement::TokenHeader),
            format!("{common}; user-agent: agent; authorization: Bearer xoxp-1+/=; token: xoxp-1+/=")
        );
    }
}
