//! Header names and values that the caller gives.

use crate::error::{Error, refuse};
use crate::read;
use wasm_bindgen::JsValue;

/// Headers by name in lower case, as the caller gave them.
pub(crate) type Given = Vec<(String, String)>;

/// Reads the `headers` of a configuration or of options.
pub(crate) fn headers(value: &JsValue) -> Result<Given, Error> {
    let mut given = Given::new();
    for (name, value) in read::properties(value, "headers", "headers.")? {
        let argument = ["headers.", &name].concat();
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "authorization" | "token" => return Err(refuse(argument, "is refused: the token is accessToken")),
            "accept" | "content-type" | "user-agent" => {
                return Err(refuse(argument, "is refused: it is set with accept, contentType or userAgent"));
            }
            _ if !is_name(&name) => return Err(refuse(argument, "has a name that HTTP doesn't allow")),
            _ => {}
        }
        given.push((name, text(&value, &argument)?));
    }
    Ok(given)
}

/// Text that a header can carry.
pub(crate) fn text(value: &JsValue, argument: &str) -> Result<String, Error> {
    let fits = |text: &String| text.chars().all(|c| matches!(c, '\t' | ' '..='~' | '\u{80}'..='\u{ff}'));
    value.as_string().filter(fits).ok_or_else(|| {
        refuse(argument, "must be text that an HTTP header can carry: no line breaks, no characters above U+00FF")
    })
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Whether a page may send these without asking first (the Fetch standard's CORS-safelisted request headers).
pub(crate) fn safelisted(accept: &str, headers: [&[(String, String)]; 2]) -> Result<(), Error> {
    let harmless = |b: u8| !b.is_ascii_control() && !b"\"():<>?@[\\]{}".contains(&b);
    let language = |b: u8| b.is_ascii_alphanumeric() || b" *,-.;=".contains(&b);
    let fits = |value: &str, allowed: fn(u8) -> bool| value.len() <= 128 && value.bytes().all(allowed);
    if !fits(accept, harmless) {
        return Err(refuse("accept", "must be CORS-safelisted in form placement"));
    }
    for (name, value) in headers.into_iter().flatten() {
        if !(matches!(name.as_str(), "accept-language" | "content-language") && fits(value, language)) {
            return Err(refuse(
                ["headers.", name].concat(),
                "is not CORS-safelisted, and in form placement Slack answers no preflight: \
                 leave it out, or choose another tokenPlacement",
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(name: &str, value: &str) -> Given {
        vec![(name.to_owned(), value.to_owned())]
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
        assert!(safelisted("application/json, */*;q=0.1", [&header("accept-language", "de, en;q=0.5"), &[]]).is_ok());
        assert!(safelisted("a(b)", [&[], &[]]).is_err());
        assert!(safelisted(&"a".repeat(129), [&[], &[]]).is_err());
        assert!(safelisted("*/*", [&[], &header("traceparent", "00")]).is_err());
        assert!(safelisted("*/*", [&header("accept-language", "de\u{e4}"), &[]]).is_err());
    }
}
