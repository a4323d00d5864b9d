//! Reading a request: content type, charset, and the arguments as text.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, header};
use serde_json::value::RawValue;

use crate::method::Reads;
use crate::refusal::Refusal;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// The arguments of a call by name. Numbers keep their digits: all values are text.
#[derive(Default)]
pub struct Arguments {
    values: BTreeMap<String, String>,
    is_form: bool,
    /// What Slack remarks about the content type.
    pub warning: Option<&'static str>,
}

impl Arguments {
    /// Reads a body as its content type says, and the query if the method does.
    pub fn read(reads: Reads, headers: &HeaderMap, query: &str, body: &[u8]) -> Result<Self, Refusal> {
        let mut arguments = Self::of_body(reads, headers, body)?;
        if reads == Reads::FormOrQuery {
            // Only old apps may send a token in the query, so it doesn't count here.
            for (name, value) in form(query.as_bytes())?.into_iter().filter(|(name, _)| name != "token") {
                arguments.values.entry(name).or_insert(value);
            }
        }
        Ok(arguments)
    }

    fn of_body(reads: Reads, headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        let Some(content_type) = headers.get(header::CONTENT_TYPE) else {
            if body.is_empty() {
                return Ok(Self::default());
            }
            return Err(Refusal::malformed("missing_post_type", "a body needs a content-type header"));
        };
        let content_type = content_type.to_str().unwrap_or_default().to_ascii_lowercase();
        let mut parts = content_type.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default();
        let charset = parts.find_map(|part| part.strip_prefix("charset="));
        let known = |charset: &str| ["utf-8", "iso-8859-1"].contains(&charset.trim_matches('"'));
        if charset.is_some_and(|charset| !known(charset)) {
            return Err(Refusal::malformed("invalid_charset", "must be utf-8 or iso-8859-1"));
        }
        match kind {
            FORM => Ok(Self { values: form(body)?, is_form: true, warning: charset.map(|_| "superfluous_charset") }),
            JSON => Ok(Self {
                values: match reads {
                    Reads::FormOrJson => json(body)?,
                    // It isn't read, so the arguments are missing.
                    Reads::FormOrQuery => BTreeMap::new(),
                },
                is_form: false,
                warning: charset.is_none().then_some("missing_charset"),
            }),
            _ => Err(Refusal::malformed("invalid_post_type", format!("must be {FORM} or {JSON}"))),
        }
    }

    /// The token among the arguments; inside JSON it isn't one.
    pub fn form_token(&self) -> Option<&str> {
        self.text("token").filter(|_| self.is_form)
    }

    /// An argument that is there and not empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// An argument that has to be there.
    pub fn required(&self, name: &str) -> Result<&str, Refusal> {
        let missing = || Refusal::malformed("invalid_arguments", format!("missing required field: {name}"));
        self.text(name).ok_or_else(missing)
    }

    /// A boolean as Slack's clients write it; absent is false.
    pub fn flag(&self, name: &str) -> Result<bool, Refusal> {
        match self.text(name) {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(_) => Err(Refusal::malformed("invalid_arguments", format!("must be true or false: {name}"))),
        }
    }
}

fn form(body: &[u8]) -> Result<BTreeMap<String, String>, Refusal> {
    if percent_encoding::percent_decode(body).decode_utf8().is_err() {
        return Err(Refusal::malformed("invalid_form_data", "the form is not UTF-8"));
    }
    Ok(form_urlencoded::parse(body).into_owned().collect())
}

fn json(body: &[u8]) -> Result<BTreeMap<String, String>, Refusal> {
    let malformed = |_| Refusal::malformed("invalid_arguments", "the body is not a JSON object");
    let raw: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(body).map_err(malformed)?;
    let mut values = BTreeMap::new();
    for (name, value) in raw {
        let value = match value.get() {
            // Slack's way to say "the default".
            "null" => continue,
            text if text.starts_with('"') => serde_json::from_str(text).map_err(malformed)?,
            other => other.to_owned(),
        };
        values.insert(name, value);
    }
    Ok(values)
}
