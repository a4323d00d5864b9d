//! The options of one call.

use crate::body::ContentType;
use crate::header::{self, ExtraHeaders};
use crate::limits::Limits;
use crate::names::names;
use crate::platform::Deliver;
use crate::reader::{Key, Reader, Value, ValueKind};
use crate::refusal::{Refusal, refuse};
use crate::secret::Secret;
use js_sys::Function;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

names! {
    /// The name of an option.
    pub(crate) enum OptionKey {
        Token = "token",
        ContentType = "contentType",
        Accept = "accept",
        Timeout = "timeout",
        Deadline = "deadline",
        Retry = "retry",
        Headers = "headers",
        Signal = "signal",
        OnEvent = "onEvent",
        SkipDeserialization = "skipDeserialization",
        Stream = "stream",
        WithResponse = "withResponse",
        ThrowOnError = "throwOnError",
    }
}

/// Checked options of a call.
#[derive(Debug)]
pub(crate) struct CallOptions {
    pub(crate) token: Option<Rc<Secret>>,
    pub(crate) content_type: ContentType,
    /// The `Accept` header.
    pub(crate) accept: String,
    pub(crate) limits: Limits,
    pub(crate) headers: ExtraHeaders,
    pub(crate) signal: Option<AbortSignal>,
    pub(crate) on_event: Option<Function>,
    pub(crate) throw_on_error: bool,
    skip_deserialization: bool,
    stream: bool,
    with_response: bool,
}

impl CallOptions {
    /// The options of a call that has none of its own. `limits`: the configuration's.
    fn new(limits: Limits) -> Box<Self> {
        Box::new(CallOptions {
            token: None,
            content_type: ContentType::Form,
            accept: "application/json".to_owned(),
            limits,
            headers: ExtraHeaders::default(),
            signal: None,
            on_event: None,
            throw_on_error: true,
            skip_deserialization: false,
            stream: false,
            with_response: false,
        })
    }

    /// Reads the second argument of a method.
    pub(crate) fn read(value: &JsValue, limits: Limits) -> Result<Box<Self>, Box<Refusal>> {
        let mut options = CallOptions::new(limits);
        if value.is_undefined() {
            return Ok(options);
        }
        let properties = Reader::of_options(value, "options");
        while let Some(key) = properties.next() {
            match key {
                Key::Known(key) => options.set(key, &properties),
                Key::Other => properties.refuse("is not an option of a call"),
            }
        }
        properties.finish()?;
        if options.stream && !options.skip_deserialization {
            return Err(refuse("stream", "needs skipDeserialization: a result is read from the whole body"));
        }
        if options.with_response && options.skip_deserialization {
            return Err(refuse("withResponse", "can't be combined with skipDeserialization, which has its own result"));
        }
        Ok(options)
    }

    fn set(&mut self, key: OptionKey, value: &Value) {
        match key {
            OptionKey::Token => self.token = value.token(),
            OptionKey::ContentType => {
                let expectation = r#"must be "application/x-www-form-urlencoded" or "application/json""#;
                self.content_type = value.one_of(expectation).unwrap_or_default();
            }
            OptionKey::Accept => self.accept = media_types(value),
            OptionKey::Timeout => self.limits.read_timeout(value),
            OptionKey::Deadline => self.limits.read_deadline(value),
            OptionKey::Retry => self.limits.read_retry(value),
            OptionKey::Headers => self.headers.read(value),
            OptionKey::Signal => self.signal = value.signal(),
            OptionKey::OnEvent => self.on_event = value.function(),
            OptionKey::SkipDeserialization => self.skip_deserialization = value.boolean(),
            OptionKey::Stream => self.stream = value.boolean(),
            OptionKey::WithResponse => self.with_response = value.boolean(),
            OptionKey::ThrowOnError => self.throw_on_error = value.boolean(),
        }
    }

    /// What the call resolves to.
    pub(crate) const fn deliver(&self) -> Deliver {
        match (self.skip_deserialization, self.stream, self.with_response) {
            (true, true, _) => Deliver::Stream,
            (true, false, _) => Deliver::Response,
            (false, _, true) => Deliver::WithResponse,
            (false, _, false) => Deliver::Body,
        }
    }
}

fn media_types(value: &Value) -> String {
    let mut list = String::new();
    if value.value_kind() == ValueKind::Array {
        let types = value.array();
        while types.next().is_some() {
            if !list.is_empty() {
                list.push_str(", ");
            }
            types.non_empty_text();
            list.push_str(&header::header_value(&types));
        }
    }
    if list.is_empty() {
        value.refuse("must be an array of media types");
    }
    list
}
