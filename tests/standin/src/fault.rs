//! Faults as a test writes them, and the queue they wait in.

use std::collections::{BTreeMap, VecDeque};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// The faults that are still to come.
#[derive(Default)]
pub struct Faults(VecDeque<Fault>);

/// One scripted answer; `README.md` says what the fields do.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fault {
    method: Option<String>,
    times: u64,
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
    pub cut: Option<Cut>,
    pub reset: bool,
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

impl Fault {
    /// Refuses what can't be played, so that a test doesn't pass on a fault it never had.
    fn check(&self) -> Result<(), &'static str> {
        let bodies = [
            self.pass,
            self.body.is_some(),
            self.body_base64.is_some(),
            self.json.is_some(),
            self.chunks.is_some(),
            self.endless.is_some(),
            self.repeat.is_some(),
            self.raw_base64.is_some(),
        ];
        if bodies.into_iter().filter(|given| *given).count() > 1 {
            return Err("give one body at most: pass, body, body_base64, json, chunks, endless, repeat or raw_base64");
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

impl Faults {
    /// Adds a JSON array of faults: all of them or none.
    pub fn add(&mut self, json: &[u8]) -> Result<(), String> {
        let faults: Vec<Fault> =
            serde_json::from_slice(json).map_err(|error| format!("faults must be an array of faults: {error}"))?;
        for (index, fault) in faults.iter().enumerate() {
            fault.check().map_err(|error| format!("fault {index}: {error}"))?;
        }
        self.0.extend(faults);
        Ok(())
    }

    /// The first fault for a method; it stays if there is more of it.
    pub fn take(&mut self, method: &str) -> Option<Fault> {
        let fits = |fault: &Fault| fault.method.as_deref().is_none_or(|wanted| wanted == method);
        let index = self.0.iter().position(fits)?;
        let fault = self.0.get_mut(index)?;
        match fault.times {
            0 => Some(fault.clone()),
            1 => self.0.remove(index),
            _ => {
                fault.times -= 1;
                Some(fault.clone())
            }
        }
    }
}

/// Also `null` is a body, not an absent one.
fn any_json<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Box<RawValue>>, D::Error> {
    Box::deserialize(value).map(Some)
}
