//! The body of a request, as a form or as JSON.

#![allow(clippy::single_char_add_str, reason = "`push` can add any character, and takes 400 bytes more for that")]

use crate::names::names;
use crate::secret::{Secret, Wiped};

names! {
    /// How the body is written.
    #[derive(Default)]
    pub(crate) enum ContentType {
        #[default]
        Form = "application/x-www-form-urlencoded",
        Json = "application/json",
    }
}

/// The body of a request, without the token.
#[derive(Debug)]
pub(crate) struct Body {
    content_type: ContentType,
    text: String,
}

impl Body {
    /// A body without properties.
    pub(crate) const fn new(content_type: ContentType) -> Self {
        Body { content_type, text: String::new() }
    }

    /// A body of the same type without properties.
    pub(crate) const fn empty(&self) -> Self {
        Body::new(self.content_type)
    }

    /// Adds a property whose value is text.
    pub(crate) fn add_text(&mut self, name: &str, value: &str) {
        self.add_name(name);
        match self.content_type {
            ContentType::Form => percent_encode(&mut self.text, value),
            ContentType::Json => quote(&mut self.text, value),
        }
    }

    /// Adds a property whose value is text, if there is one.
    pub(crate) fn add_optional_text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.add_text(name, value);
        }
    }

    /// Adds a property whose value is a number, boolean, array or object, as JSON writes it.
    pub(crate) fn add_json(&mut self, name: &str, json: &str) {
        self.add_name(name);
        match self.content_type {
            ContentType::Form => percent_encode(&mut self.text, json),
            ContentType::Json => self.text.push_str(json),
        }
    }

    /// Adds the properties of another body of the same type.
    pub(crate) fn append(&mut self, other: &Body) {
        if !other.text.is_empty() {
            self.separate();
            self.text.push_str(&other.text);
        }
    }

    fn add_name(&mut self, name: &str) {
        self.separate();
        match self.content_type {
            ContentType::Form => {
                percent_encode(&mut self.text, name);
                self.text.push_str("=");
            }
            ContentType::Json => {
                quote(&mut self.text, name);
                self.text.push_str(":");
            }
        }
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(match self.content_type {
                ContentType::Form => "&",
                ContentType::Json => ",",
            });
        }
    }

    /// The body as it is sent. A token becomes the first field of a form; JSON never holds one.
    pub(crate) fn with_token(&self, token: Option<&Secret>) -> Wiped {
        let text = self.text.as_str();
        Wiped::new(match (self.content_type, token) {
            (ContentType::Json, _) => ["{", text, "}"].concat(),
            (ContentType::Form, None) => text.to_owned(),
            (ContentType::Form, Some(token)) => {
                let token = token.expose();
                // Room for the worst case: a string that grows leaves a copy of the token behind.
                let room = token.len().saturating_mul(3).saturating_add(text.len()).saturating_add(8);
                let mut body = String::with_capacity(room);
                body.push_str("token=");
                percent_encode(&mut body, token);
                body.push_str(if text.is_empty() { "" } else { "&" });
                body.push_str(text);
                body
            }
        })
    }
}

/// As the URL standard's application/x-www-form-urlencoded serializer writes it.
fn percent_encode(out: &mut String, text: &str) {
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_' => push_byte(out, text, at),
            b' ' => out.push_str("+"),
            _ => {
                out.push_str("%");
                push_hex(out, byte);
            }
        }
    }
}

/// Adds the ASCII character of `text` at that place. It takes less code than `String::push`, which can add any character.
fn push_byte(out: &mut String, text: &str, at: usize) {
    out.push_str(text.get(at..=at).unwrap_or_default());
}

fn push_hex(out: &mut String, byte: u8) {
    for digit in [byte >> 4, byte & 15] {
        push_byte(out, "0123456789ABCDEF", usize::from(digit));
    }
}

fn quote(out: &mut String, text: &str) {
    out.push_str("\"");
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !matches!(byte, b'"' | b'\\' | 0..=0x1f) {
            continue;
        }
        out.push_str(text.get(copied..at).unwrap_or_default());
        copied = at;
        if byte < b' ' {
            out.push_str("\\u00");
            push_hex(out, byte);
            copied = at.saturating_add(1);
        } else {
            out.push_str("\\");
        }
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out.push_str("\"");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> Secret {
        Secret::new("xoxp-1+/=".to_owned()).unwrap()
    }

    #[test]
    fn a_form_is_written_as_the_url_standard_says() {
        let mut body = Body::new(ContentType::Form);
        body.add_text("user_id", "W1 &=+%ä🦀~*-._");
        body.add_json("mobile_only", "true");
        assert_eq!(*body.with_token(None), "user_id=W1+%26%3D%2B%25%C3%A4%F0%9F%A6%80%7E*-._&mobile_only=true");
    }

    #[test]
    fn the_token_is_the_first_field_of_a_form() {
        let mut body = Body::new(ContentType::Form);
        assert_eq!(*body.with_token(Some(&token())), "token=xoxp-1%2B%2F%3D");
        body.add_text("user_id", "W1");
        assert_eq!(*body.with_token(Some(&token())), "token=xoxp-1%2B%2F%3D&user_id=W1");
    }

    #[test]
    fn json_keeps_digits_and_escapes_text() {
        let mut body = Body::new(ContentType::Json);
        body.add_text("a\"b", "\\ \u{1}\n ä");
        body.add_json("session_id", "9007199254740993");
        assert_eq!(*body.with_token(None), "{\"a\\\"b\":\"\\\\ \\u0001\\u000A ä\",\"session_id\":9007199254740993}");
    }

    #[test]
    fn an_appended_body_follows_after_one_separator() {
        for (content_type, written) in [(ContentType::Form, "a=1&b=2"), (ContentType::Json, r#"{"a":1,"b":2}"#)] {
            let mut body = Body::new(content_type);
            body.append(&body.empty());
            body.add_json("a", "1");
            let mut more = body.empty();
            more.add_json("b", "2");
            body.append(&more);
            assert_eq!(*body.with_token(None), written);
        }
    }

    #[test]
    fn text_that_holds_the_token_never_outgrows_its_capacity() {
        let token = Secret::new("+".repeat(50)).unwrap();
        let mut body = Body::new(ContentType::Form);
        body.add_text("a", "b");
        let written = body.with_token(Some(&token));
        assert_eq!(written.len(), "token=&a=b".len() + 150);
        assert_eq!(written.capacity(), 50 * 3 + "a=b".len() + 8);
    }
}
