//! Faults as a test writes them.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::arguments::Arguments;

/// One scripted answer; `README.md` says what the fields do.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fault {
    method: Option<String>,
    arguments: BTreeMap<String, Argument>,
    pub times: u64,
    pub apply: bool,
    pub pass: bool,
    pub delay_ms: u64,
    pub status: Option<u16>,
    pub reason: Option<String>,
    pub headers: BTreeMap<String, Option<HeaderValue>>,
    pub cors: bool,
    pub content_length: Option<u64>,
    pub body_delay_ms: u64,
    pub body: Option<String>,
    pub body_base64: Option<Base64>,
    #[serde(deserialize_with = "any_json")]
    pub json: Option<Box<RawValue>>,
    pub chunks: Option<Vec<Chunk>>,
    pub endless: Option<Chunk>,
    pub repeat: Option<Repeat>,
    pub raw_base64: Option<Base64>,
    pub error: Option<String>,
    pub portal: bool,
    pub redirect: Option<String>,
    pub cut: Option<Cut>,
    pub reset: bool,
}

/// The value that an argument must have.
#[derive(Clone, Deserialize)]
#[serde(untagged, expecting = "arguments must be {NAME: text or number}")]
pub enum Argument {
    Text(String),
    Number(serde_json::Number),
}

/// A header's value, or several: one line each.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub enum HeaderValue {
    Text(String),
    Number(serde_json::Number),
    Lines(Vec<String>),
}

/// A part of a body, and the wait before it.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Chunk {
    data: String,
    data_base64: Option<Base64>,
    pub delay_ms: u64,
}

/// A long body: the same text many times.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    pub data: String,
    pub times: u64,
}

/// Where the connection is cut.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    BeforeHeaders,
    AfterHeaders,
    MidBody,
}

/// Bytes, written in base64.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Base64(pub Vec<u8>);

impl TryFrom<String> for Base64 {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        STANDARD.decode(text).map(Self).map_err(|error| format!("not base64: {error}"))
    }
}

impl Default for Fault {
    fn default() -> Self {
        Self {
            method: None,
            arguments: BTreeMap::new(),
            times: 1,
            apply: false,
            pass: false,
            delay_ms: 0,
            status: None,
            reason: None,
            headers: BTreeMap::new(),
            cors: true,
            content_length: None,
            body_delay_ms: 0,
            body: None,
            body_base64: None,
            json: None,
            chunks: None,
            endless: None,
            repeat: None,
            raw_base64: None,
            error: None,
            portal: false,
            redirect: None,
            cut: None,
            reset: false,
        }
    }
}

impl Chunk {
    /// Its data, however it was written.
    pub fn bytes(&self) -> &[u8] {
        self.data_base64.as_ref().map_or(self.data.as_bytes(), |bytes| &bytes.0)
    }
}

impl HeaderValue {
    /// The values of its header lines.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text.clone()],
            Self::Number(number) => vec![number.to_string()],
            Self::Lines(lines) => lines.clone(),
        }
    }
}

impl Argument {
    fn is(&self, text: &str) -> bool {
        match self {
            Self::Text(wanted) => wanted == text,
            Self::Number(wanted) => wanted.to_string() == text,
        }
    }
}

impl Fault {
    /// Whether it is meant for a request of this method with these arguments, if they could be read.
    pub fn fits(&self, method: &str, arguments: Option<&Arguments>) -> bool {
        let has = |(name, wanted): (&String, &Argument)| {
            arguments.and_then(|arguments| arguments.text(name)).is_some_and(|text| wanted.is(text))
        };
        self.method.as_deref().is_none_or(|wanted| wanted == method) && self.arguments.iter().all(has)
    }

    /// Whether it names a reply that has a body of its own.
    pub fn has_whole_reply(&self) -> bool {
        self.pass || self.error.is_some() || self.portal || self.redirect.is_some()
    }

    /// Refuses a fault that can't be played, so that no test passes without its fault.
    pub fn check(&self) -> Result<(), &'static str> {
        let bodies = [
            self.pass,
            self.body.is_some(),
            self.body_base64.is_some(),
            self.json.is_some(),
            self.chunks.is_some(),
            self.endless.is_some(),
            self.repeat.is_some(),
            self.raw_base64.is_some(),
            self.error.is_some(),
            self.portal,
            self.redirect.is_some(),
        ];
        if bodies.into_iter().filter(|given| *given).count() > 1 {
            return Err(
                "give one body at most: pass, body, body_base64, json, chunks, endless, repeat, raw_base64, error, \
                portal or redirect",
            );
        }
        if self.endless.as_ref().is_some_and(|chunk| chunk.bytes().is_empty()) {
            return Err("endless needs data");
        }
        if self.endless.is_some() && self.cut == Some(Cut::MidBody) {
            return Err("endless has no middle to cut at; use chunks");
        }
        if self.raw_base64.is_some() && self.cut.is_some() {
            return Err("raw_base64 is closed after its bytes; leave cut out");
        }
        if self.reset && self.cut.is_none() && self.raw_base64.is_none() {
            return Err("reset says how to cut; add cut");
        }
        Ok(())
    }
}

/// `null` is a body too, not an absent one.
fn any_json<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Box<RawValue>>, D::Error> {
    Box::deserialize(value).map(Some)
}
