//! The options of one call.

use crate::encode::Encoding;
use crate::header::{self, Given};
use crate::read::{Entries, kind};
use crate::refusal::{Refused, refuse};
use crate::secret::Secret;
use crate::settings::{self, Limits, keys};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Checked options of a call.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) token: Option<Rc<Secret>>,
    pub(crate) encoding: Encoding,
    /// Empty: `application/json`.
    accept: String,
    pub(crate) limits: Limits,
    pub(crate) headers: Given,
    /// The caller's `AbortSignal`, or `undefined`.
    pub(crate) signal: JsValue,
    pub(crate) skip_deserialization: bool,
    pub(crate) stream: bool,
    pub(crate) with_response: bool,
    pub(crate) throw_on_error: bool,
}

impl Options {
    /// Those of a call without options. `limits` are the configuration's.
    pub(crate) fn new(limits: Limits) -> Self {
        Options {
            token: None,
            encoding: Encoding::Form,
            accept: String::new(),
            limits,
            headers: Given::default(),
            signal: JsValue::UNDEFINED,
            skip_deserialization: false,
            stream: false,
            with_response: false,
            throw_on_error: true,
        }
    }

    /// Reads what a method got as its second argument.
    pub(crate) fn read(&mut self, value: &JsValue) -> Result<(), Refused> {
        if value.is_undefined() {
            return Ok(());
        }
        let keys = keys!("token contentType accept signal skipDeserialization stream withResponse throwOnError");
        let entries = Entries::of(value, "options", keys);
        while let Some(key) = entries.next() {
            self.set(key, &entries);
        }
        entries.end()?;
        if self.stream && !self.skip_deserialization {
            return Err(refuse("stream", "needs skipDeserialization: a result is read from the whole body"));
        }
        if self.with_response && self.skip_deserialization {
            return Err(refuse("withResponse", "can't be combined with skipDeserialization, which has its own result"));
        }
        Ok(())
    }

    /// The `Accept` header.
    pub(crate) fn accept(&self) -> &str {
        if self.accept.is_empty() { "application/json" } else { &self.accept }
    }

    fn set(&mut self, key: u32, entries: &Entries) {
        match key {
            0..4 => self.limits.set(key, entries, &mut self.headers),
            4 => self.token = settings::token(entries),
            5 => {
                let must = r#"must be "application/x-www-form-urlencoded" or "application/json""#;
                let json = entries.which("application/x-www-form-urlencoded application/json", must) == 1;
                self.encoding = if json { Encoding::Json } else { Encoding::Form };
            }
            6 => self.accept = accept(entries),
            7 => self.signal = entries.of_kind(kind::SIGNAL, "must be an AbortSignal"),
            8 => self.skip_deserialization = entries.boolean(),
            9 => self.stream = entries.boolean(),
            10 => self.with_response = entries.boolean(),
            11 => self.throw_on_error = entries.boolean(),
            _ => entries.refuse("is not an option of a call"),
        }
    }
}

fn accept(entries: &Entries) -> String {
    let mut accept = String::new();
    if entries.kind() == kind::ARRAY {
        let types = entries.inner("");
        while types.next().is_some() {
            if !accept.is_empty() {
                accept.push_str(", ");
            }
            types.string();
            accept.push_str(&header::text(&types));
        }
    }
    if accept.is_empty() {
        entries.refuse("must be an array of media types");
    }
    accept
}
